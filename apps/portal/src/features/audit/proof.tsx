/** Was anything altered? Recomputed by the server on request; the evidence can be checked without it. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dossiersVerify } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { SubmitFault } from '../../common/states.tsx';

export function Proof({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => call(dossiersVerify({ path: { id } })) });
  const broken = verify.data?.findings[0];
  return (
    <section className="panel stack">
      <div className="row">
        <Button
          type="primary"
          icon={<SafetyCertificateOutlined aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
          data-primary
        >
          {t('do.verify')} (F2)
        </Button>
        <a href={`/api/dossiers/${id}/evidence`} download={`bang-chung-${id}.json`}>
          {t('replay.evidence')}
        </a>
      </div>
      <SubmitFault error={verify.error} />
      <div role="status">
        {verify.data && (
          <Alert
            type={broken ? 'error' : 'success'}
            showIcon
            title={
              broken
                ? t('replay.broken', { version: broken.version ?? 1 })
                : t('replay.intact', { count: verify.data.events })
            }
          />
        )}
      </div>
    </section>
  );
}
