/** The menu's drawings. */
import Apartment from '@ant-design/icons-svg/es/asn/ApartmentOutlined';
import Audit from '@ant-design/icons-svg/es/asn/AuditOutlined';
import BarChart from '@ant-design/icons-svg/es/asn/BarChartOutlined';
import Bell from '@ant-design/icons-svg/es/asn/BellOutlined';
import Book from '@ant-design/icons-svg/es/asn/BookOutlined';
import Calendar from '@ant-design/icons-svg/es/asn/CalendarOutlined';
import Clock from '@ant-design/icons-svg/es/asn/ClockCircleOutlined';
import Container from '@ant-design/icons-svg/es/asn/ContainerOutlined';
import Folder from '@ant-design/icons-svg/es/asn/FolderOpenOutlined';
import FileSync from '@ant-design/icons-svg/es/asn/FileSyncOutlined';
import FileDone from '@ant-design/icons-svg/es/asn/FileDoneOutlined';
import Dashboard from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import Diff from '@ant-design/icons-svg/es/asn/DiffOutlined';
import FileAdd from '@ant-design/icons-svg/es/asn/FileAddOutlined';
import FileSearch from '@ant-design/icons-svg/es/asn/FileSearchOutlined';
import Inbox from '@ant-design/icons-svg/es/asn/InboxOutlined';
import LineChart from '@ant-design/icons-svg/es/asn/LineChartOutlined';
import Profile from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import Read from '@ant-design/icons-svg/es/asn/ReadOutlined';
import Ordered from '@ant-design/icons-svg/es/asn/OrderedListOutlined';
import Schedule from '@ant-design/icons-svg/es/asn/ScheduleOutlined';
import Aim from '@ant-design/icons-svg/es/asn/AimOutlined';
import Carry from '@ant-design/icons-svg/es/asn/CarryOutOutlined';
import Thunderbolt from '@ant-design/icons-svg/es/asn/ThunderboltOutlined';
import Safety from '@ant-design/icons-svg/es/asn/SafetyCertificateOutlined';
import Link from '@ant-design/icons-svg/es/asn/LinkOutlined';
import Warning from '@ant-design/icons-svg/es/asn/WarningOutlined';
import Trophy from '@ant-design/icons-svg/es/asn/TrophyOutlined';
import Solution from '@ant-design/icons-svg/es/asn/SolutionOutlined';
import Team from '@ant-design/icons-svg/es/asn/TeamOutlined';
import Cluster from '@ant-design/icons-svg/es/asn/ClusterOutlined';
import Smile from '@ant-design/icons-svg/es/asn/SmileOutlined';
import User from '@ant-design/icons-svg/es/asn/UserOutlined';
import type { IconDefinition } from '../common/icon.tsx';
import type { MenuKey } from './navigation.ts';

export const MENU_ICONS: Readonly<Record<MenuKey, IconDefinition>> = {
  inbox: Inbox,
  receive: FileAdd,
  board: Clock,
  workload: BarChart,
  forecast: Calendar,
  figures: LineChart,
  audit: Safety,
  ledger: Link,
  scoring: Trophy,
  criteria: Ordered,
  users: Team,
  agencies: Apartment,
  calendar: Schedule,
  system: Dashboard,
  satisfaction: Smile,
  nonconformities: Warning,
  systems: Cluster,
  reviews: Solution,
  risks: Thunderbolt,
  audits: Audit,
  training: Read,
  objectives: Aim,
  duties: Carry,
  documents: Container,
  archives: Folder,
  coverage: FileDone,
  changes: FileSync,
  procedures: Profile,
  comparisons: Diff,
  search: FileSearch,
  register: Book,
  notices: Bell,
  account: User,
};
