/** Accounts: who may log in, new ones, and what an administrator may do to each. */
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  peopleAccounts,
  peopleChangeAccount,
  peopleCreateAccount,
  peopleSaveOfficer,
} from '../../api-client/sdk.gen.ts';
import type { Accounts, MadeAccount } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { HeadedTable } from '../../common/headed-table.tsx';
import { More, useMore } from '../../common/more.tsx';
import { PageHead } from '../../common/page.tsx';
import { SubmitFault } from '../../common/states.tsx';
import { AgencyField, PersonField, UnitField } from './choices.tsx';
import { ADMIN } from './data.ts';
import { ValidityFields } from './validity.tsx';

type Account = Accounts['accounts'][number];
export type AccountAct = 'reset-password' | 'disable' | 'enable';

export function UsersPage() {
  const { t } = useTranslation();
  const [find, setFind] = useState('');
  const [open, setOpen] = useState<'account' | 'person' | null>(null);
  const [acting, setActing] = useState<{ username: string; act: AccountAct } | null>(null);
  const [made, setMade] = useState<MadeAccount | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const list = useMore([...ADMIN, 'accounts', find], (after?: string) =>
    call(peopleAccounts({ query: { find, ...(after !== undefined && { after }) } })),
  );
  const done = (reply: MadeAccount | null, words: string) => {
    setMade(reply);
    setTold(words);
    setOpen(null);
    setActing(null);
    void queryClient.invalidateQueries({ queryKey: ADMIN });
  };
  return (
    <div className="stack">
      <PageHead title={t('admin.users.title')}>
        <Button onClick={() => setOpen('person')}>{t('admin.users.newPerson')}</Button>
        <Button type="primary" onClick={() => setOpen('account')} data-primary>
          {t('admin.users.create')} (F2)
        </Button>
      </PageHead>
      <div role="status">
        {told && <Alert type="success" showIcon title={told} />}
        {made && <Temporary made={made} />}
      </div>
      <Input.Search
        aria-label={t('admin.users.find')}
        placeholder={t('admin.users.find')}
        allowClear
        onSearch={setFind}
        style={{ maxWidth: 420 }}
      />
      <More
        list={list}
        rowsOf={(page) => page.accounts}
        none={t('admin.users.empty')}
        moreWords={t('admin.users.more')}
      >
        {(rows) => <Listed rows={rows} onAct={(username, act) => setActing({ username, act })} />}
      </More>
      {open === 'account' && <CreateAccount onClose={() => setOpen(null)} onDone={done} />}
      {open === 'person' && <NewPerson onClose={() => setOpen(null)} onDone={(words) => done(null, words)} />}
      {acting && <ActDialog {...acting} onClose={() => setActing(null)} onDone={done} />}
    </div>
  );
}

export function Temporary({ made }: { readonly made: MadeAccount }) {
  const { t } = useTranslation();
  if (made.temporaryPassword === null) return null;
  return (
    <div className="panel stack">
      <p>{t('admin.users.temporary', { username: made.username })}</p>
      <p className="big-code">{made.temporaryPassword}</p>
    </div>
  );
}

function useStates(): (account: Account) => string {
  const { t } = useTranslation();
  return ({ disabled, inPost, mustChange }) => {
    if (disabled) return t('admin.users.disabled');
    if (!inPost) return t('admin.users.noPost');
    return mustChange ? t('admin.users.mustChange') : t('admin.users.active');
  };
}

function Listed(props: {
  readonly rows: readonly Account[];
  readonly onAct: (username: string, act: AccountAct) => void;
}) {
  const { t } = useTranslation();
  const stateOf = useStates();
  return (
    <HeadedTable
      label={t('admin.users.title')}
      heads={[
        t('admin.users.name'),
        t('admin.users.username'),
        t('admin.unit'),
        t('admin.users.state'),
        t('column.next'),
      ]}
    >
      {props.rows.map((row) => (
        <tr key={row.username}>
          <td>
            <Link to="/quan-tri/nguoi-dung/$id" params={{ id: row.officer.id }} data-row-link>
              {row.officer.name}
            </Link>
            <div className="second">{row.title}</div>
          </td>
          <td>{row.username}</td>
          <td>
            {row.unit.name}
            <div className="second">{row.agency.name}</div>
          </td>
          <td>{stateOf(row)}</td>
          <td>
            <AccountActs account={row} onAct={(act) => props.onAct(row.username, act)} />
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

export function AccountActs(props: {
  readonly account: { readonly username: string; readonly disabled: boolean };
  readonly onAct: (act: AccountAct) => void;
}) {
  const { t } = useTranslation();
  const { username, disabled } = props.account;
  const acts: AccountAct[] = disabled ? ['enable'] : ['reset-password', 'disable'];
  return (
    <span className="row">
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          className="row-action"
          aria-label={`${t(`admin.users.${act}`)}: ${username}`}
          onClick={() => props.onAct(act)}
        >
          {t(`admin.users.${act}`)}
        </button>
      ))}
    </span>
  );
}

export function ActDialog(props: {
  readonly username: string;
  readonly act: AccountAct;
  readonly onClose: () => void;
  readonly onDone: (made: MadeAccount, words: string) => void;
}) {
  const { t } = useTranslation();
  const { username, act, onClose, onDone } = props;
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const name = t(`admin.users.${act}`);
  const send = async () => {
    setBusy(true);
    try {
      const made = await call(peopleChangeAccount({ path: { username, act } }));
      onDone(made, t('admin.users.done', { what: name.toLowerCase(), username }));
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`${name}: ${username}`}
      okText={name}
      okButtonProps={{ loading: busy, 'data-primary': 'true' }}
      cancelText={t('do.cancel')}
      closable={{ 'aria-label': t('do.close') }}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <SubmitFault error={fault} />
      <p>{t(`admin.users.confirm.${act}`, { username })}</p>
    </Modal>
  );
}

interface NewAccount {
  readonly username: string;
  readonly officer: string;
  readonly language: 'vi' | 'en';
}

function CreateAccount(props: {
  readonly onClose: () => void;
  readonly onDone: (made: MadeAccount, words: string) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <EditDialog<NewAccount, MadeAccount>
      title={t('admin.users.create')}
      submit={t('admin.users.create')}
      initial={{ language: 'vi' }}
      send={(body) => call(peopleCreateAccount({ body }))}
      onClose={props.onClose}
      onDone={(made) =>
        props.onDone(
          made,
          t('admin.users.done', { what: t('admin.users.create').toLowerCase(), username: made.username }),
        )
      }
    >
      <PersonField />
      <Form.Item
        name="username"
        label={t('admin.users.username')}
        rules={[required(t('admin.users.username'))]}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item name="language" label={t('admin.users.language')}>
        <Radio.Group
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </EditDialog>
  );
}

interface PersonValues {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly agency: string;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

function NewPerson(props: { readonly onClose: () => void; readonly onDone: (words: string) => void }) {
  const { t } = useTranslation();
  return (
    <EditDialog<PersonValues, unknown>
      title={t('admin.users.newPerson')}
      submit={t('admin.save')}
      initial={{ validTo: null }}
      send={(values, key) => savePerson(values, key)}
      onClose={props.onClose}
      onDone={() => props.onDone(t('admin.saved'))}
    >
      <PersonFields />
    </EditDialog>
  );
}

export function savePerson({ agency: _of, email, ...values }: PersonValues, key: string, id?: string) {
  const body = { ...values, email: email ? email : null, ...(id !== undefined && { id }) };
  return call(peopleSaveOfficer({ headers: { 'Idempotency-Key': key }, body }));
}

export function PersonFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="name" label={t('admin.users.name')} rules={[required(t('admin.users.name'))]}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="title" label={t('admin.users.post')} rules={[required(t('admin.users.post'))]}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="email" label={t('admin.person.email')}>
        <Input autoComplete="off" type="email" maxLength={200} />
      </Form.Item>
      <AgencyField name="agency" label={t('admin.agency')} required />
      <UnitField />
      <ValidityFields />
    </>
  );
}
