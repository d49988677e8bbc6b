/** Colours, type and space of docs/portal.md §3, as Ant Design's tokens. */
import type { ThemeConfig } from 'antd';

export const COLOUR = {
  text: '#1B2430',
  second: '#4A5565',
  primary: '#0B4F7D',
  hover: '#083B5E',
  border: '#7A8594',
  hairline: '#D5DBE2',
  page: '#F4F6F8',
  rowHover: '#EAF2F8',
  selected: '#D9E9F5',
  late: '#A11217',
  near: '#7A4B00',
  ontime: '#1E6B3A',
} as const;

/** Of charts and bars: each at least 3:1 on white. */
export const FILL = {
  own: '#0B4F7D',
  otherAgency: '#00797A',
  applicant: '#7A5FB5',
  outside: '#8A94A3',
  late: '#C0262D',
  near: '#B26A00',
  ontime: '#2E8B57',
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: COLOUR.primary,
    colorPrimaryHover: COLOUR.hover,
    colorPrimaryActive: COLOUR.hover,
    colorLink: COLOUR.primary,
    colorLinkHover: COLOUR.hover,
    colorText: COLOUR.text,
    colorTextHeading: COLOUR.text,
    colorTextSecondary: COLOUR.second,
    colorTextTertiary: COLOUR.second,
    colorTextQuaternary: COLOUR.second,
    colorTextDescription: COLOUR.second,
    colorTextPlaceholder: '#5B6675',
    colorBorder: COLOUR.border,
    colorBorderSecondary: COLOUR.hairline,
    colorSplit: COLOUR.hairline,
    colorBgLayout: COLOUR.page,
    colorError: COLOUR.late,
    colorWarning: COLOUR.near,
    colorSuccess: COLOUR.ontime,
    fontFamily: '"Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
    fontSize: 15,
    lineHeight: 1.6,
    borderRadius: 4,
    borderRadiusLG: 4,
    controlHeight: 36,
    boxShadow: 'none',
    boxShadowSecondary: `0 0 0 1px ${COLOUR.border}`,
    boxShadowTertiary: 'none',
    motion: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Table: {
      fontSize: 14,
      cellPaddingBlock: 6,
      cellPaddingInline: 12,
      headerBg: '#EEF1F4',
      headerSplitColor: 'transparent',
      rowHoverBg: COLOUR.rowHover,
      rowSelectedBg: COLOUR.selected,
      rowSelectedHoverBg: COLOUR.selected,
    },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
  },
};
