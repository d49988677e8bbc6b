/** The frame of every page inside: header, menu, skip link, and the notices that concern the session. */
import {
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  FileAddOutlined,
  FileSearchOutlined,
  InboxOutlined,
  MenuOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionChooseLanguage, sessionLogout } from '../api-client/sdk.gen.ts';
import { useGlobalKeys } from '../common/keys.ts';
import { chooseLanguage, languageNow } from '../i18n/language.ts';
import { call } from './api.ts';
import { Bell } from './bell.tsx';
import { menuOf } from './navigation.ts';
import type { MenuKey } from './navigation.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SessionNotices } from './session-notices.tsx';

const ICONS: Readonly<Record<MenuKey, ReactNode>> = {
  inbox: <InboxOutlined aria-hidden />,
  receive: <FileAddOutlined aria-hidden />,
  board: <ClockCircleOutlined aria-hidden />,
  workload: <BarChartOutlined aria-hidden />,
  forecast: <CalendarOutlined aria-hidden />,
  audit: <SafetyCertificateOutlined aria-hidden />,
  procedures: <ProfileOutlined aria-hidden />,
  search: <FileSearchOutlined aria-hidden />,
  register: <BookOutlined aria-hidden />,
  notices: <BellOutlined aria-hidden />,
  account: <UserOutlined aria-hidden />,
};

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
          <Outlet />
        </main>
      </div>
    </>
  );
}

function Header() {
  const { t } = useTranslation();
  const [menuOpen, setMenuOpen] = useState(false);
  return (
    <header className="header">
      <Button
        className="menu-button"
        type="text"
        icon={<MenuOutlined aria-hidden />}
        aria-label={t('app.menu')}
        aria-expanded={menuOpen}
        onClick={() => setMenuOpen(true)}
      />
      <Link className="brand" to="/">
        <img src="/favicon.svg" alt="" />
        {t('app.name')}
      </Link>
      <HeaderSearch />
      <HeaderEnd />
      <Drawer
        title={t('app.menu')}
        placement="left"
        size={280}
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
      >
        <Menu onGone={() => setMenuOpen(false)} />
      </Drawer>
    </header>
  );
}

function HeaderSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <search className="header-search">
      <Input.Search
        id="header-search"
        aria-label={t('app.search')}
        placeholder={t('app.search')}
        onSearch={(words, _event, info) => {
          if (info?.source === 'clear' || words.trim() === '') return;
          void navigate({ to: '/ho-so', state: { searchFor: words.trim() } });
        }}
      />
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
      <Button type="text" lang={other} onClick={() => void switchLanguage()}>
        {other === 'en' ? 'English' : 'Tiếng Việt'}
      </Button>
      <Link to="/toi" className="user-name nowrap small">
        {session?.officer.name}
      </Link>
      <Button type="text" onClick={() => void logOut()}>
        {t('do.logOut')}
      </Button>
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
  return (
    <nav className="menu" aria-label={t('app.menu')}>
      <ul>
        {session &&
          menuOf(session).map(({ key, to }) => (
            <li key={key}>
              <Link to={to} onClick={onGone} activeOptions={{ includeSearch: false }}>
                {ICONS[key]}
                {t(`menu.${key}`)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
