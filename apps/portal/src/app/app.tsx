/** The portal as a whole: theme, language of Ant Design's own words, reads, addresses. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { ConfigProviderProps } from 'antd';
import viVN from 'antd/locale/vi_VN';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonce } from './nonce.ts';
import { queryClient } from './query.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

const csp = { nonce };
const button = { autoInsertSpace: false };

export function App() {
  return (
    <ConfigProvider theme={theme} locale={useAntLocale()} csp={csp} button={button} wave={{ disabled: true }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
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
