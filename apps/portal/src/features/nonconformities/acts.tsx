/** What is mine to do now: the stage's own action open, the others behind a menu. Only what the server allows. */
import { Button, Dropdown, Form } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonconformitiesAct } from '../../api-client/sdk.gen.ts';
import type { FileRef, Nonconformity } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { Notice } from '../../common/notice.tsx';
import { fromPicker } from '../../common/pickers.ts';
import { Empty, SubmitFault } from '../../common/states.tsx';
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
  const [chosen, setChosen] = useState<Act | null>(null);
  const [done, setDone] = useState<Act | null>(null);
  const own = nc.allowed.find((act) => !ASIDE.includes(act));
  const current = nc.allowed.find((act) => act === chosen) ?? own;
  const others = nc.allowed.filter((act) => act !== current);
  return (
    <div className="stack">
      <div role="status">
        {done && (
          <Notice
            kind="success"
            title={t('nonconformities.done', { what: t(`nonconformities.act.${done}`).toLowerCase() })}
            onClose={() => setDone(null)}
          />
        )}
      </div>
      {nc.allowed.length === 0 && (
        <Empty>
          {nc.endedAt === null
            ? t('nonconformities.noActions')
            : t('nonconformities.ended', { at: moment(nc.endedAt) })}
        </Empty>
      )}
      {others.length > 0 && (
        <div className="row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: others.map((act) => ({ key: act, label: t(`nonconformities.act.${act}`) })),
              onClick: ({ key }) => setChosen(key as Act),
            }}
          >
            <Button>{t('do.others')} ▾</Button>
          </Dropdown>
        </div>
      )}
      {current && (
        <ActForm
          key={`${current} ${nc.version}`}
          act={current}
          nc={nc}
          onCancel={current === own ? undefined : () => setChosen(null)}
          onDone={() => {
            setDone(current);
            setChosen(null);
            onDone();
          }}
        />
      )}
    </div>
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

const initialOf = (act: Act, nc: Nonconformity): object => {
  if (act === 'review') return { severity: nc.severity };
  return act === 'propose' ? { measures: [{}], risks: [] } : {};
};

function ActForm(props: {
  readonly act: Act;
  readonly nc: Nonconformity;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { act, nc, onDone, onCancel } = props;
  const [form] = Form.useForm<Values>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (values: Values) => {
    setBusy(true);
    try {
      const headers = { 'Idempotency-Key': key };
      wrote(
        await call(
          nonconformitiesAct({ path: { id: nc.id, act }, headers, body: bodyOf(act, values) as never }),
        ),
      );
      onDone();
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  const name = t(`nonconformities.act.${act}`);
  return (
    <section className="panel stack" aria-labelledby="nc-act">
      <h2 id="nc-act">{name}</h2>
      <SubmitFault error={fault} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialOf(act, nc)}
        scrollToFirstError={{ focus: true }}
        style={{ maxWidth: 720 }}
        onFinish={(values) => void send(values)}
      >
        <ActFields act={act} nc={nc} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy} data-primary>
            {name} (F2)
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('do.cancel')}</Button>}
        </div>
      </Form>
    </section>
  );
}
