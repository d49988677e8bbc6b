/** The frame of every page inside: header, menu, skip link, and the notices that concern the session. */
import MenuDrawing from '@ant-design/icons-svg/es/asn/MenuOutlined';
import Search from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { Suspense, useEffect, useRef, useState } from 'react';
import { sessionChooseLanguage, sessionLogout } from '../api-client/sdk.gen.ts';
import { Icon } from '../common/icon.tsx';
import { useGlobalKeys } from '../common/keys.ts';
import { useRowLink } from '../common/row-link.ts';
import { Loading } from '../common/states.tsx';
import { chooseLanguage, languageNow } from '../i18n/language.ts';
import { useT } from '../i18n/use-t.ts';
import { call } from './api.ts';
import { Bell } from './bell.tsx';
import { LazyAnt } from './lazy-ant.tsx';
import { MENU_ICONS } from './menu-icons.ts';
import { menuOf, type MenuGroup, type MenuItem } from './navigation.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SessionNotices } from './session-notices.tsx';

export function Layout() {
  const t = useT();
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
  const t = useT();
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
      <a className="brand" {...useRowLink('/')}>
        <img src="/favicon.svg" alt="" />
        {t('app.name')}
      </a>
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
  const t = useT();
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
  const t = useT();
  const { data: session } = useQuery(sessionQuery);
  const other = languageNow() === 'vi' ? 'en' : 'vi';
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
      <a {...useRowLink('/toi')} className="user-name nowrap small">
        {session?.officer.name}
      </a>
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
  const t = useT();
  const { data: session } = useQuery(sessionQuery);
  const { pathname } = useLocation();
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
                {...{ t, pathname, onGone }}
              />
            ) : (
              <MenuLink {...{ item, t, pathname, onGone }} />
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

const GROUP_HEAD = { minHeight: 44, padding: '10px 16px', fontWeight: 600, cursor: 'pointer' } as const;

/** Given, since each entry's own hold on the language and on the address costs more than its drawing. */
interface InMenu {
  readonly t: TFunction;
  readonly pathname: string;
  readonly onGone: (() => void) | undefined;
}

/** Folded away, unless one is on one of its pages. */
function Group(props: InMenu & { readonly name: MenuGroup; readonly items: readonly MenuItem[] }) {
  const { name, items, t, pathname, onGone } = props;
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
            <MenuLink {...{ item, t, pathname, onGone }} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function MenuLink({ item, t, pathname, onGone }: InMenu & { readonly item: MenuItem }) {
  const { key, to } = item;
  const router = useRouter();
  const { href, onClick } = useRowLink(to);
  const fetchAhead = () => void router.preloadRoute({ to: to as '/' });
  const here = pathname === to || pathname.startsWith(`${to}/`);
  return (
    <a
      href={href}
      aria-current={here ? 'page' : undefined}
      onMouseEnter={fetchAhead}
      onFocus={fetchAhead}
      onClick={(event) => {
        onGone?.();
        onClick(event);
      }}
    >
      <Icon of={MENU_ICONS[key]} />
      {t(`menu.${key}`)}
    </a>
  );
}
