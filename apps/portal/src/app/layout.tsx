/** The frame of every page inside: header, menu, skip link, and the notices that concern the session. */
import MenuDrawing from '@ant-design/icons-svg/es/asn/MenuOutlined';
import Search from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionChooseLanguage, sessionLogout } from '../api-client/sdk.gen.ts';
import { Icon } from '../common/icon.tsx';
import { useGlobalKeys } from '../common/keys.ts';
import { Loading } from '../common/states.tsx';
import { chooseLanguage, languageNow } from '../i18n/language.ts';
import { call } from './api.ts';
import { Bell } from './bell.tsx';
import { LazyAnt } from './lazy-ant.tsx';
import { MENU_ICONS } from './menu-icons.ts';
import { menuOf, type MenuGroup, type MenuItem } from './navigation.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SessionNotices } from './session-notices.tsx';

export function Layout() {
  const { t } = useTranslation();
  useGlobalKeys();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const came = useRef(pathname);
  useEffect(() => {
    if (came.current === pathname) return;
    came.current = pathname;
    main.current?.focus();
  }, [pathname]);
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <Header />
      <div className="frame">
        <div className="side">
          <Menu />
        </div>
        <main className="page" id="main" ref={main} tabIndex={-1}>
          <SessionNotices />
          <Page />
        </main>
      </div>
    </>
  );
}

/** A light page stands by itself; all others in Ant Design's shell, which comes with the first of them. */
function Page() {
  const light = useRouterState({ select: ({ matches }) => matches.at(-1)?.staticData.light === true });
  if (light) return <Outlet />;
  return (
    <Suspense fallback={<Loading />}>
      <LazyAnt>
        <Outlet />
      </LazyAnt>
    </Suspense>
  );
}

function Header() {
  const { t } = useTranslation();
  const drawer = useRef<HTMLDialogElement>(null);
  const close = () => drawer.current?.close();
  return (
    <header className="header">
      <button
        type="button"
        className="btn btn-text menu-button"
        aria-label={t('app.menu')}
        aria-haspopup="dialog"
        onClick={() => drawer.current?.showModal()}
      >
        <Icon of={MenuDrawing} />
      </button>
      <Link className="brand" to="/">
        <img src="/favicon.svg" alt="" />
        {t('app.name')}
      </Link>
      <HeaderSearch />
      <HeaderEnd />
      <dialog
        ref={drawer}
        className="drawer"
        aria-label={t('app.menu')}
        onClick={({ target, currentTarget }) => target === currentTarget && close()}
      >
        <div className="drawer-head">
          <h2>{t('app.menu')}</h2>
          <button type="button" className="btn btn-text" aria-label={t('app.close')} onClick={close}>
            ✕
          </button>
        </div>
        <Menu onGone={close} />
      </dialog>
    </header>
  );
}

function HeaderSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <search className="header-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get('words');
          if (typeof words !== 'string' || words.trim() === '') return;
          void navigate({ to: '/ho-so', state: { searchFor: words.trim() } });
        }}
      >
        <input
          id="header-search"
          name="words"
          autoComplete="off"
          aria-label={t('app.search')}
          placeholder={t('app.search')}
        />
        <button type="submit" className="btn" aria-label={t('do.search')}>
          <Icon of={Search} />
        </button>
      </form>
    </search>
  );
}

function HeaderEnd() {
  const { t, i18n } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const other = i18n.language === 'vi' ? 'en' : 'vi';
  const switchLanguage = async () => {
    await chooseLanguage(other);
    await call(sessionChooseLanguage({ body: { language: languageNow() } }));
  };
  return (
    <div className="header-end">
      <Bell />
      <button type="button" className="btn btn-text" lang={other} onClick={() => void switchLanguage()}>
        {other === 'en' ? 'English' : 'Tiếng Việt'}
      </button>
      <Link to="/toi" className="user-name nowrap small">
        {session?.officer.name}
      </Link>
      <button type="button" className="btn btn-text" onClick={() => void logOut()}>
        {t('do.logOut')}
      </button>
    </div>
  );
}

/** Whatever becomes of the call, nothing of this person stays in the page. */
async function logOut(): Promise<void> {
  await call(sessionLogout()).catch(() => undefined);
  queryClient.clear();
  location.assign('/dang-nhap');
}

function Menu({ onGone }: { readonly onGone?: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const items = session ? menuOf(session) : [];
  // A group stands where its first item would.
  const heads = items.filter(
    ({ group }, at) => group === undefined || items.findIndex((one) => one.group === group) === at,
  );
  return (
    <nav className="menu" aria-label={t('app.menu')}>
      <ul>
        {heads.map((item) => (
          <li key={item.key}>
            {item.group ? (
              <Group
                name={item.group}
                items={items.filter(({ group }) => group === item.group)}
                onGone={onGone}
              />
            ) : (
              <MenuLink item={item} onGone={onGone} />
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

const GROUP_HEAD = { minHeight: 44, padding: '10px 16px', fontWeight: 600, cursor: 'pointer' } as const;

/** Folded away, unless one is on one of its pages. */
function Group(props: {
  readonly name: MenuGroup;
  readonly items: readonly MenuItem[];
  readonly onGone: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { name, items, onGone } = props;
  const { pathname } = useLocation();
  const within = items.some(({ to }) => pathname.startsWith(to));
  const [open, setOpen] = useState(within);
  useEffect(() => {
    if (within) setOpen(true);
  }, [within]);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary style={GROUP_HEAD}>{t(`menuGroup.${name}`)}</summary>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <MenuLink item={item} onGone={onGone} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function MenuLink(props: { readonly item: MenuItem; readonly onGone: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { key, to } = props.item;
  return (
    <Link to={to} onClick={props.onGone} activeOptions={{ includeSearch: false }}>
      <Icon of={MENU_ICONS[key]} />
      {t(`menu.${key}`)}
    </Link>
  );
}
