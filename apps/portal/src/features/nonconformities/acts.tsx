/** What is mine to do now: the stage's own act first. */
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { nonconformitiesAct } from '../../api-client/sdk.gen.ts';
import type { FileRef, Nonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { ActForm } from '../../common/act-form.tsx';
import { Acts as Offered } from '../../common/acts.tsx';
import { fromPicker } from '../../common/pickers.ts';
import { moment } from '../../common/formats.ts';
import { ActFields } from './act-fields.tsx';
import type { Act } from './words.ts';

/** Not offered by itself: each undoes something, or hands it on. */
const ASIDE: readonly Act[] = [
  'dismiss',
  'send-back',
  'open-again',
  'change-owner',
  'move-due',
  'take-up-again',
];

export function Acts({ nc, onDone }: { readonly nc: Nonconformity; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const nameOf = (act: string) => t(`nonconformities.act.${act as Act}`);
  return (
    <Offered
      offered={nc.allowed.map((key) => ({ key, label: nameOf(key) }))}
      own={nc.allowed.find((act) => !ASIDE.includes(act))}
      none={
        nc.endedAt === null
          ? t('nonconformities.noActions')
          : t('nonconformities.ended', { at: moment(nc.endedAt) })
      }
      said={(act) => t('nonconformities.done', { what: nameOf(act).toLowerCase() })}
      form={(key, then) => {
        const act = key as Act;
        return (
          <ActForm<Values>
            key={`${act} ${nc.version}`}
            id="nc-act"
            name={nameOf(act)}
            initial={initialOf(act, nc)}
            send={(values, once) => send(nc, act, values, once)}
            onCancel={then.onCancel}
            onDone={() => {
              then.onDone();
              onDone();
            }}
          >
            <ActFields act={act} nc={nc} />
          </ActForm>
        );
      }}
    />
  );
}

interface Values {
  readonly whys?: readonly (string | undefined)[];
  readonly dueAt?: Dayjs;
  readonly files?: readonly FileRef[];
  readonly [field: string]: unknown;
}

/** What was typed, as the API takes it. */
function bodyOf(act: Act, { whys, dueAt, files, ...values }: Values): object {
  const typed = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
  const takesFiles = act === 'contain' || act === 'complete';
  return {
    ...typed,
    ...(act === 'analyse' && { whys: (whys ?? []).filter((why) => why !== undefined && why.trim() !== '') }),
    ...(dueAt && { dueAt: fromPicker(dueAt) }),
    ...(takesFiles && { files: files ?? [] }),
  };
}

const initialOf = (act: Act, nc: Nonconformity): Partial<Values> => {
  if (act === 'review') return { severity: nc.severity };
  return act === 'propose' ? { measures: [{}], risks: [] } : {};
};

async function send(nc: Nonconformity, act: Act, values: Values, key: string): Promise<void> {
  const headers = { 'Idempotency-Key': key };
  const body = bodyOf(act, values) as never;
  wrote(await call(nonconformitiesAct({ path: { id: nc.id, act }, headers, body })));
}
