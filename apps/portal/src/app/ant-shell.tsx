/** What pages made of Ant Design stand in: its theme, its words in the chosen language, its styles under our policy. */
import { ConfigProvider } from 'antd';
import type { ConfigProviderProps } from 'antd';
import viVN from 'antd/locale/vi_VN';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nonce } from './nonce.ts';
import { theme } from './theme.ts';

const csp = { nonce };
const button = { autoInsertSpace: false };

export function AntShell({ children }: { readonly children?: ReactNode }) {
  return (
    <ConfigProvider theme={theme} locale={useAntLocale()} csp={csp} button={button} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  );
}

function useAntLocale(): NonNullable<ConfigProviderProps['locale']> {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<NonNullable<ConfigProviderProps['locale']>>(viVN);
  useEffect(() => {
    if (i18n.language === 'en') {
      void import('antd/locale/en_GB').then((module) => {
        dayjs.locale('en');
        setLocale(module.default);
      });
    } else {
      dayjs.locale('vi');
      setLocale(viVN);
    }
  }, [i18n.language]);
  return locale;
}
