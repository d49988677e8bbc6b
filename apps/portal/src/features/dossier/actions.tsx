/** The actions that are allowed to me, and only those; the step's own first, each with its form. */
import { Alert, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllowedAction, Dossier } from '../../api-client/types.gen.ts';
import { Empty } from '../../common/states.tsx';
import { ActionForm } from './action-form.tsx';
import { sorted } from './action-fields.ts';

const nameOf = ({ action, step }: AllowedAction): string => `${action} ${step ?? ''}`;

export function Actions({ dossier, onDone }: { readonly dossier: Dossier; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { primary, others } = sorted(dossier.allowed);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const current = dossier.allowed.find((action) => nameOf(action) === chosen) ?? primary;
  const label = ({ action, step }: AllowedAction) =>
    step !== undefined && new Set(dossier.allowed.map((other) => other.step)).size > 2
      ? `${t(`action.${action as 'claim'}`)} (${step})`
      : t(`action.${action as 'claim'}`);
  return (
    <div className="stack">
      <div role="status">
        {done && (
          <Alert
            type="success"
            showIcon
            closable={{ onClose: () => setDone(null), 'aria-label': t('do.close') }}
            title={t('dossier.done', { action: done })}
          />
        )}
      </div>
      {dossier.allowed.length === 0 && (
        <Empty>{dossier.closedAt ? t('dossier.closed') : t('inbox.empty')}</Empty>
      )}
      {others.length > 0 && (
        <div className="row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: [primary, ...others]
                .filter((action) => action !== undefined && action !== current)
                .map((action) => ({ key: nameOf(action!), label: label(action!) })),
              onClick: ({ key }) => setChosen(key),
            }}
          >
            <Button>{t('do.others')} ▾</Button>
          </Dropdown>
        </div>
      )}
      {current && (
        <ActionForm
          key={nameOf(current)}
          dossier={dossier}
          allowed={current}
          onCancel={current === primary ? undefined : () => setChosen(null)}
          onDone={() => {
            setDone(t(`action.${current.action as 'claim'}`));
            setChosen(null);
            onDone();
          }}
        />
      )}
    </div>
  );
}
