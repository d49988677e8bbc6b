/** The agencies of Minh Giang, a province that exists nowhere. Kinds and names follow facts.md; H99 is nobody's code. */
import type { AgencyLevel, UnitFunction } from '#libs/organisation';

export const PROVINCE = {
  id: 'ubnd',
  name: 'Ủy ban nhân dân tỉnh Minh Giang',
  shortName: 'UBND tỉnh',
  code: 'H99',
};

export interface Section {
  readonly key: string;
  readonly name: string;
  readonly function?: UnitFunction;
  /** What its head and its members are called; `Trưởng phòng` and `Chuyên viên` when not given. */
  readonly head?: string;
  readonly member?: string;
  /** Words of a procedure's field or title that bring it here. */
  readonly handles?: readonly string[];
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: AgencyLevel;
  readonly parent?: string;
  /** Other words by which an edition names it or its work, lower case. */
  readonly aliases?: readonly string[];
  /** Beside reception, leadership, clerical office and council, which every agency has. */
  readonly sections: readonly Section[];
  /** Last day, when it is over. */
  readonly until?: string;
}

const office: Section = { key: 'vp', name: 'Văn phòng', head: 'Chánh Văn phòng' };

export const DEPARTMENTS: readonly Place[] = [
  {
    id: 'skhcn',
    name: 'Sở Khoa học và Công nghệ',
    shortName: 'Sở KH&CN',
    level: 'department',
    sections: [
      {
        key: 'qlcn',
        name: 'Phòng Quản lý Công nghệ và Đổi mới sáng tạo',
        handles: ['công nghệ', 'đổi mới sáng tạo', 'khởi nghiệp', 'bức xạ', 'hạt nhân', 'sở hữu trí tuệ'],
      },
      {
        key: 'tdc',
        name: 'Phòng Quản lý Tiêu chuẩn Đo lường Chất lượng',
        handles: ['tiêu chuẩn', 'đo lường', 'chất lượng', 'hợp quy', 'hợp chuẩn', 'mã số mã vạch'],
      },
      {
        key: 'vt-cds',
        name: 'Phòng Bưu chính, Viễn thông và Chuyển đổi số',
        handles: ['viễn thông', 'bưu chính'],
      },
      office,
    ],
  },
  department('snv', 'Nội vụ', ['Phòng Người có công', 'Phòng Lao động và Việc làm']),
  department('stc', 'Tài chính', ['Phòng Đăng ký kinh doanh', 'Phòng Quản lý ngân sách']),
  department('snnmt', 'Nông nghiệp và Môi trường', [
    'Phòng Quản lý đất đai',
    'Phòng Tài nguyên nước và Khoáng sản',
  ]),
  {
    ...department('syt', 'Y tế', ['Phòng Nghiệp vụ y dược', 'Phòng Bảo trợ xã hội']),
    aliases: ['bảo trợ xã hội', 'trợ giúp xã hội'],
  },
  department('svhttdl', 'Văn hóa, Thể thao và Du lịch', ['Phòng Quản lý văn hóa', 'Phòng Quản lý du lịch']),
  department('sdttg', 'Dân tộc và Tôn giáo', ['Phòng Tôn giáo', 'Phòng Chính sách dân tộc']),
  department('sct', 'Công Thương', ['Phòng Quản lý thương mại', 'Phòng Quản lý năng lượng']),
  department('sxd', 'Xây dựng', ['Phòng Quản lý xây dựng', 'Phòng Quản lý vận tải']),
  department('stp', 'Tư pháp', ['Phòng Hành chính và Bổ trợ tư pháp']),
  {
    id: 'vpubnd',
    name: 'Văn phòng Ủy ban nhân dân tỉnh',
    shortName: 'VP UBND tỉnh',
    level: 'department',
    sections: [
      { key: 'th', name: 'Phòng Tổng hợp', function: 'province-office' },
      { key: 'kstt', name: 'Phòng Kiểm soát thủ tục hành chính' },
      { key: 'cntt', name: 'Trung tâm Công nghệ thông tin', head: 'Giám đốc Trung tâm' },
    ],
  },
];

/** What stands beside the province's own departments. */
export const VERTICAL: readonly Place[] = [
  {
    id: 'cat',
    name: 'Công an tỉnh',
    shortName: 'Công an tỉnh',
    level: 'department',
    aliases: ['công an', 'cảnh sát'],
    sections: [
      { key: 'qlhc', name: 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội' },
      { key: 'pccc', name: 'Phòng Cảnh sát phòng cháy, chữa cháy', handles: ['phòng cháy'] },
    ],
  },
  {
    id: 'bhxh',
    name: 'Bảo hiểm xã hội tỉnh',
    shortName: 'BHXH tỉnh',
    level: 'department',
    aliases: ['bảo hiểm xã hội'],
    sections: [{ key: 'cs', name: 'Phòng Chế độ bảo hiểm xã hội' }],
  },
];

/** Merged into others on 1 March 2025. */
export const FORMER_DEPARTMENTS: readonly Place[] = [
  { ...department('skhdt', 'Kế hoạch và Đầu tư', []), until: '2025-02-28' },
  { ...department('stttt', 'Thông tin và Truyền thông', []), until: '2025-02-28' },
];

export const SUB_DEPARTMENTS: readonly Place[] = [
  subDepartment('cctdc', 'Tiêu chuẩn Đo lường Chất lượng', 'skhcn'),
  subDepartment('cckl', 'Kiểm lâm', 'snnmt'),
  subDepartment('cctl', 'Thủy lợi', 'snnmt'),
];

export const PUBLIC_SERVICE_UNITS: readonly Place[] = [
  {
    id: 'ttpvhcc',
    name: 'Trung tâm Phục vụ hành chính công tỉnh',
    shortName: 'TTPVHCC tỉnh',
    level: 'public-service-unit',
    parent: 'vpubnd',
    sections: [{ key: 'dp', name: 'Phòng Điều phối' }],
  },
  {
    id: 'ttktdl',
    name: 'Trung tâm Kỹ thuật Đo lường và Thử nghiệm',
    shortName: 'TT Kỹ thuật Đo lường',
    level: 'public-service-unit',
    parent: 'skhcn',
    sections: [{ key: 'tn', name: 'Phòng Thử nghiệm' }],
  },
  {
    id: 'ttbtxh',
    name: 'Trung tâm Bảo trợ xã hội tỉnh',
    shortName: 'TT Bảo trợ xã hội',
    level: 'public-service-unit',
    parent: 'syt',
    aliases: ['cơ sở trợ giúp xã hội'],
    sections: [{ key: 'ctxh', name: 'Phòng Công tác xã hội' }],
  },
];

/** On duty day and night, so that a procedure of minutes can be tried at any hour. */
export const ROUND_THE_CLOCK: Place = {
  id: 'truc-24h',
  name: 'Tổ trực giải quyết thủ tục 24 giờ',
  shortName: 'Tổ trực 24h',
  level: 'public-service-unit',
  parent: 'ubnd',
  sections: [{ key: 'nv', name: 'Ca nghiệp vụ' }],
};

function department(id: string, field: string, divisions: readonly string[]): Place {
  return {
    id,
    name: `Sở ${field}`,
    shortName: `Sở ${field}`,
    level: 'department',
    sections: [...divisions.map((name, index) => ({ key: `p${index + 1}`, name })), office],
  };
}

function subDepartment(id: string, field: string, parent: string): Place {
  return {
    id,
    name: `Chi cục ${field}`,
    shortName: `CC ${field}`,
    level: 'sub-department',
    parent,
    sections: [{ key: 'nv', name: 'Phòng Nghiệp vụ' }],
  };
}
