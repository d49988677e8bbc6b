/** What is mine to do now: the first action open, the others behind a menu. Only what the server allows. */
import { Button, Dropdown, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../../app/api.ts';
import { Notice } from '../../../common/notice.tsx';
import { Empty, SubmitFault } from '../../../common/states.tsx';
import { act as send } from './data.ts';
import { Fields, FormPeople, startOf, typedIn } from './fields.tsx';
import { useKindWords, type ActionForm, type AnyRecord, type Values } from './kind.ts';

type Forms = Readonly<Record<string, ActionForm<AnyRecord>>>;

export function Acts(props: {
  readonly record: AnyRecord;
  readonly forms: Forms;
  /** What is to be done elsewhere on the page; absent: nothing. */
  readonly idle: string | undefined;
}) {
  const { record, forms, idle } = props;
  const { t } = useTranslation();
  const words = useKindWords(record.kind);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const offered = record.allowed.filter((type) => forms[type] && (forms[type].offered?.(record) ?? true));
  const own = offered.find((type) => !forms[type]!.aside);
  const current = offered.find((type) => type === chosen) ?? own;
  const others = offered.filter((type) => type !== current);
  return (
    <div className="stack">
      <div role="status">
        {done && (
          <Notice
            kind="success"
            title={t('quality.done', { what: words(`action.${done}`).toLowerCase() })}
            onClose={() => setDone(null)}
          />
        )}
      </div>
      {offered.length === 0 && <Empty>{idle ?? t('quality.noActions')}</Empty>}
      {others.length > 0 && (
        <div className="row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: others.map((type) => ({ key: type, label: words(`action.${type}`) })),
              onClick: ({ key }) => setChosen(key),
            }}
          >
            <Button>{t('do.others')} ▾</Button>
          </Dropdown>
        </div>
      )}
      {current && (
        <ActForm
          key={`${current} ${record.version}`}
          type={current}
          form={forms[current]!}
          record={record}
          onCancel={current === own ? undefined : () => setChosen(null)}
          onDone={() => {
            setDone(current);
            setChosen(null);
          }}
        />
      )}
    </div>
  );
}

function ActForm(props: {
  readonly type: string;
  readonly form: ActionForm<AnyRecord>;
  readonly record: AnyRecord;
  readonly onCancel: (() => void) | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { type, form: asked, record, onCancel, onDone } = props;
  const words = useKindWords(record.kind);
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const fields = asked.fields?.(record, words) ?? [];
  const name = words(`action.${type}`);
  const finish = async (values: Values) => {
    setBusy(true);
    setFault(null);
    try {
      const typed = typedIn(values);
      await send(record.id, { ...(asked.command?.(typed, record) ?? typed), type }, key);
      onDone();
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  return (
    <section className="panel stack" aria-labelledby="quality-act">
      <h2 id="quality-act">{name}</h2>
      {asked.above?.(record, words)}
      <SubmitFault error={fault} />
      <FormPeople value={record.people}>
        <Form
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...startOf(fields), ...asked.initial?.(record) }}
          scrollToFirstError={{ focus: true }}
          style={{ maxWidth: 720 }}
          onFinish={(values: Values) => void finish(values)}
        >
          <Fields fields={fields} words={words} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={busy} data-primary>
              {name} (F2)
            </Button>
            {onCancel && <Button onClick={onCancel}>{t('do.cancel')}</Button>}
          </div>
        </Form>
      </FormPeople>
    </section>
  );
}
