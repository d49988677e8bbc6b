/** What is mine to do now: one act's form open, the others behind a menu. Only what the server allows. */
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';
import { Empty } from './states.tsx';

export function Acts(props: {
  readonly offered: readonly { readonly key: string; readonly label: string }[];
  /** The act that is open by itself. */
  readonly own: string | undefined;
  /** Said where none is offered. */
  readonly none: ReactNode;
  /** What is said once an act is done. */
  readonly said: (key: string) => string;
  readonly form: (
    key: string,
    then: { readonly onDone: () => void; readonly onCancel: (() => void) | undefined },
  ) => ReactNode;
}) {
  const { t } = useTranslation();
  const { offered, own, none, said, form } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const current = offered.find(({ key }) => key === chosen)?.key ?? own;
  const others = offered.filter(({ key }) => key !== current);
  return (
    <div className="stack">
      <div role="status">
        {done !== null && <Notice kind="success" title={done} onClose={() => setDone(null)} />}
      </div>
      {offered.length === 0 && none !== undefined && <Empty>{none}</Empty>}
      {others.length > 0 && (
        <div className="row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: [...others],
              onClick: ({ key }) => setChosen(key),
            }}
          >
            <Button>{t('do.others')} ▾</Button>
          </Dropdown>
        </div>
      )}
      {current !== undefined &&
        form(current, {
          onCancel: current === own ? undefined : () => setChosen(null),
          onDone: () => {
            setDone(said(current));
            setChosen(null);
          },
        })}
    </div>
  );
}
