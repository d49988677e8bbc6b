/** One person: post, roles in units, system roles, accounts; each with its days, each change on record. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleSaveGrant, peopleSaveHolding } from '../../api-client/sdk.gen.ts';
import type { MadeAccount, Person } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { useReference } from '../../app/reference.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { moment } from '../../common/formats.ts';
import { Facts } from '../../common/facts.tsx';
import { optionsOf } from '../../common/find.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { AgencyField, UnitField } from './choices.tsx';
import { ADMIN, personQuery } from './data.ts';
import { AccountActs, ActDialog, PersonFields, savePerson, Temporary } from './users.tsx';
import type { AccountAct } from './users.tsx';
import { useValidityWords, ValidityFields } from './validity.tsx';
import type { Valid } from './validity.tsx';

const route = getRouteApi('/inside/quan-tri/nguoi-dung/$id');
const GRANTED = ['supervisor', 'auditor', 'iso-secretary', 'committee', 'admin'] as const;

type Open =
  | { readonly what: 'person' }
  | { readonly what: 'holding'; readonly row?: Person['holdings'][number] }
  | { readonly what: 'grant'; readonly row?: Person['grants'][number] }
  | { readonly what: 'account'; readonly username: string; readonly act: AccountAct };

export function PersonPage() {
  const { id } = route.useParams();
  const query = useQuery(personQuery(id));
  return <Read query={query}>{(person) => <Shown person={person} />}</Read>;
}

function Shown({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [made, setMade] = useState<MadeAccount | null>(null);
  const close = () => setOpen(null);
  const done = (words: string, account: MadeAccount | null = null) => {
    setTold(words);
    setMade(account);
    close();
    void queryClient.invalidateQueries({ queryKey: ADMIN });
  };
  const saved = () => done(t('admin.saved'));
  return (
    <div className="stack">
      <PageHead title={person.name}>
        <Link to="/quan-tri/nguoi-dung">{t('admin.person.back')}</Link>
        <Button onClick={() => setOpen({ what: 'person' })}>{t('admin.person.edit')}</Button>
      </PageHead>
      <div role="status">
        {told && <Alert type="success" showIcon title={told} />}
        {made && <Temporary made={made} />}
      </div>
      <PersonFacts person={person} />
      <Holdings person={person} onOpen={setOpen} />
      <Grants person={person} onOpen={setOpen} />
      <OwnAccounts person={person} onOpen={setOpen} />
      {open?.what === 'person' && <EditPerson person={person} onClose={close} onDone={saved} />}
      {open?.what === 'holding' && (
        <EditHolding person={person} row={open.row} onClose={close} onDone={saved} />
      )}
      {open?.what === 'grant' && <EditGrant person={person} row={open.row} onClose={close} onDone={saved} />}
      {open?.what === 'account' && (
        <ActDialog {...open} onClose={close} onDone={(account, words) => done(words, account)} />
      )}
    </div>
  );
}

function PersonFacts({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  const facts = [
    [t('admin.users.post'), person.title],
    [t('admin.unit'), person.unit.name],
    [t('admin.agency'), person.agency.name],
    [t('admin.person.email'), person.email ?? '—'],
    [t('admin.valid'), valid(person)],
  ] as const;
  return <Facts facts={facts} />;
}

interface SectionProps {
  readonly person: Person;
  readonly onOpen: (open: Open) => void;
}

function Holdings({ person, onOpen }: SectionProps) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  return (
    <section className="panel stack" aria-labelledby="holdings">
      <div className="page-head">
        <h2 id="holdings">{t('admin.person.roles')}</h2>
        <Button type="primary" onClick={() => onOpen({ what: 'holding' })} data-primary>
          {t('admin.person.addRole')} (F2)
        </Button>
      </div>
      {person.holdings.length === 0 ? (
        <Empty>{t('admin.person.noRoles')}</Empty>
      ) : (
        <ul className="stack" style={{ gap: 8 }}>
          {person.holdings.map((row) => (
            <li key={row.id} className="row">
              <strong>{t(`role.${row.role as 'clerk'}`)}</strong> {row.unit.name}
              <span className="second">{valid(row)}</span>
              <EditButton
                words={`${t(`role.${row.role as 'clerk'}`)}, ${row.unit.name}`}
                onClick={() => onOpen({ what: 'holding', row })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function EditButton({ words, onClick }: { readonly words: string; readonly onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="row-action"
      aria-label={`${t('admin.edit')}: ${words}`}
      onClick={onClick}
    >
      {t('admin.edit')}
    </button>
  );
}

function Grants({ person, onOpen }: SectionProps) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  return (
    <section className="panel stack" aria-labelledby="grants">
      <div className="page-head">
        <h2 id="grants">{t('admin.person.grants')}</h2>
        <Button onClick={() => onOpen({ what: 'grant' })}>{t('admin.person.addGrant')}</Button>
      </div>
      {person.grants.length === 0 ? (
        <Empty>{t('admin.person.noGrants')}</Empty>
      ) : (
        <ul className="stack" style={{ gap: 8 }}>
          {person.grants.map((row) => (
            <li key={row.id} className="row">
              <strong>{t(`systemRole.${row.role as 'admin'}`)}</strong> {row.scope?.name}
              <span className="second">{valid(row)}</span>
              <EditButton
                words={t(`systemRole.${row.role as 'admin'}`)}
                onClick={() => onOpen({ what: 'grant', row })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OwnAccounts({ person, onOpen }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby="accounts">
      <h2 id="accounts">{t('admin.person.accounts')}</h2>
      {person.accounts.length === 0 && <Empty>{t('admin.person.noAccounts')}</Empty>}
      {person.accounts.map((account) => (
        <div key={account.username} className="stack" style={{ gap: 8 }}>
          <div className="row">
            <strong>{account.username}</strong>
            <span>
              {account.disabled
                ? t('admin.users.disabled')
                : account.mustChange
                  ? t('admin.users.mustChange')
                  : t('admin.users.active')}
            </span>
            <AccountActs
              account={account}
              onAct={(act) => onOpen({ what: 'account', username: account.username, act })}
            />
          </div>
          <h3>{t('admin.person.history')}</h3>
          {account.history.length === 0 ? (
            <p className="second">{t('admin.person.noHistory')}</p>
          ) : (
            <ul>
              {account.history.map(({ what, at, by }) => (
                <li key={at}>
                  {moment(at)}: {t(`admin.person.what.${what as 'PasswordReset'}`)}, {by.name}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}

interface EditProps {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function EditPerson({ person, onClose, onDone }: EditProps) {
  const { t } = useTranslation();
  const { id, name, title, email, unit, agency, validFrom, validTo } = person;
  return (
    <EditDialog
      title={t('admin.person.edit')}
      submit={t('admin.save')}
      initial={{ name, title, email: email ?? '', unit: unit.id, agency: agency.id, validFrom, validTo }}
      send={(values: Parameters<typeof savePerson>[0], key) => savePerson(values, key, id)}
      onClose={onClose}
      onDone={onDone}
    >
      <PersonFields />
    </EditDialog>
  );
}

function EditHolding({
  person,
  row,
  onClose,
  onDone,
}: EditProps & { readonly row: Person['holdings'][number] | undefined }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { roles } = useReference();
  return (
    <EditDialog<Valid & { role: string; unit: string; agency: string }, unknown>
      title={`${t('admin.person.role')}: ${person.name}`}
      submit={t('admin.save')}
      initial={{
        agency: person.agency.id,
        unit: row?.unit.id ?? person.unit.id,
        validTo: row?.validTo ?? null,
        ...(row && { role: row.role, validFrom: row.validFrom }),
      }}
      send={({ role, unit, validFrom, validTo }, key) => {
        const body = { officer: person.id, role, unit, validFrom, validTo, ...(row && { id: row.id }) };
        return call(peopleSaveHolding({ headers: { 'Idempotency-Key': key }, body: body as never }));
      }}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="role" label={t('admin.person.role')} rules={[required(t('admin.person.role'))]}>
        <Select options={optionsOf(roles)} />
      </Form.Item>
      <AgencyField name="agency" label={t('admin.agency')} required />
      <UnitField />
      <ValidityFields />
    </EditDialog>
  );
}

function EditGrant({
  person,
  row,
  onClose,
  onDone,
}: EditProps & { readonly row: Person['grants'][number] | undefined }) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <EditDialog<Valid & { role: (typeof GRANTED)[number]; scope?: string | null }, unknown>
      title={`${t('admin.person.grant')}: ${person.name}`}
      submit={t('admin.save')}
      initial={{
        scope: row?.scope?.id ?? null,
        validTo: row?.validTo ?? null,
        ...(row && { role: row.role as 'admin', validFrom: row.validFrom }),
      }}
      send={({ role, scope, validFrom, validTo }, key) => {
        const body = {
          officer: person.id,
          role,
          scope: scope ?? null,
          validFrom,
          validTo,
          ...(row && { id: row.id }),
        };
        return call(peopleSaveGrant({ headers: { 'Idempotency-Key': key }, body }));
      }}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="role" label={t('admin.person.grant')} rules={[required(t('admin.person.grant'))]}>
        <Select options={GRANTED.map((value) => ({ value, label: t(`systemRole.${value}`) }))} />
      </Form.Item>
      <AgencyField name="scope" label={t('admin.person.scope')} extra={t('admin.person.scopeHint')} />
      <ValidityFields />
    </EditDialog>
  );
}
