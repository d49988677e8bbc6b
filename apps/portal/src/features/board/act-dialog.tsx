/** Chuyển and Gia hạn from the board: what follows is said before it is done. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LateBoard } from '../../api-client/types.gen.ts';
import { Read } from '../../common/states.tsx';
import { ActionForm } from '../dossier/action-form.tsx';
import { dossierQuery } from '../dossier/data.ts';

export function ActDialog(props: {
  readonly row: LateBoard['rows'][number];
  readonly action: 'reassign' | 'extend';
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { row, action, onClose, onDone } = props;
  const query = useQuery({ ...dossierQuery(row.dossier), staleTime: 0 });
  const words = { code: row.code ?? '', step: row.step.no };
  return (
    <Modal
      open
      width={720}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': t('do.close') }}
      title={action === 'extend' ? t('board.extendTitle', words) : t('board.reassignTitle', words)}
    >
      <Read query={query}>
        {(dossier) => {
          const names = action === 'extend' ? ['extend'] : ['reassign', 'assign'];
          const allowed = dossier.allowed.find(
            (each) => names.includes(each.action) && (each.step === undefined || each.step === row.step.no),
          );
          return allowed ? (
            <ActionForm dossier={dossier} allowed={allowed} onDone={onDone} onCancel={onClose} />
          ) : (
            <Alert type="warning" showIcon title={t('board.notAllowed')} />
          );
        }}
      </Read>
    </Modal>
  );
}
