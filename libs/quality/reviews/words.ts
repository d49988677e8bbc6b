/** A review's inputs and their figures, in the words of both languages. */
import type { FigureName, InputCode } from './pack.ts';

interface Words {
  readonly vi: string;
  readonly en: string;
}
const words = (vi: string, en: string): Words => ({ vi, en });

export const INPUT_WORDS: Readonly<Record<InputCode, Words>> = {
  'earlier-actions': words(
    'Tình trạng các quyết định của lần xem xét trước',
    'Status of actions from earlier reviews',
  ),
  changes: words(
    'Thay đổi bên trong và bên ngoài: pháp luật, tổ chức, tài liệu',
    'Changes: law, organisation, documents',
  ),
  satisfaction: words(
    'Sự hài lòng và phản hồi của tổ chức, công dân',
    'Satisfaction and feedback of applicants',
  ),
  objectives: words('Mức độ đạt mục tiêu chất lượng', 'Quality objectives met'),
  performance: words(
    'Kết quả thực hiện quá trình: giải quyết thủ tục hành chính',
    'Process performance: dossiers handled',
  ),
  nonconformities: words('Sự không phù hợp và hành động khắc phục', 'Nonconformities and corrective actions'),
  monitoring: words('Kết quả theo dõi và đo lường', 'Monitoring and measurement results'),
  audits: words('Kết quả đánh giá nội bộ', 'Audit results'),
  providers: words('Nhà cung cấp bên ngoài', 'External providers'),
  resources: words('Sự đầy đủ của nguồn lực', 'Adequacy of resources'),
  risks: words('Hiệu lực của hành động giải quyết rủi ro và cơ hội', 'Actions on risks and opportunities'),
  improvement: words('Cơ hội cải tiến', 'Opportunities for improvement'),
};

export const FIGURE_WORDS: Readonly<Record<FigureName, Words>> = {
  earlier_decisions: words('Quyết định của các lần trước', 'Decisions of earlier reviews'),
  earlier_decisions_done: words('Đã thực hiện và được xác nhận', 'Done and accepted'),
  earlier_decisions_open: words('Chưa xong', 'Still open'),
  earlier_decisions_late: words('Quá hạn', 'Overdue'),
  tthc_changes: words('Lần thủ tục hành chính thay đổi', 'Changes of administrative procedures'),
  tthc_changes_followed_in_time: words('Lần thay đổi được cập nhật đúng hạn', 'Changes followed in time'),
  documents_issued: words('Tài liệu ban hành, sửa đổi', 'Documents issued or revised'),
  change_requests: words('Yêu cầu thay đổi phát sinh', 'Change requests raised'),
  change_requests_open: words('Yêu cầu thay đổi chưa xong', 'Change requests still open'),
  organisation_changes: words('Thay đổi về đơn vị, nhân sự', 'Changes of units and officers'),
  survey_answers: words('Phiếu khảo sát đã thu', 'Survey forms answered'),
  survey_answers_required: words('Phiếu khảo sát phải thu', 'Survey forms required'),
  survey_answers_satisfied: words('Phiếu hài lòng', 'Satisfied forms'),
  complaints_received: words('Phản ánh, kiến nghị đã nhận', 'Complaints received'),
  complaints_in_time: words('Phản ánh, kiến nghị xử lý đúng hạn', 'Complaints handled in time'),
  objectives: words('Mục tiêu chất lượng', 'Quality objectives'),
  objectives_complete: words('Mục tiêu đủ chỉ tiêu, đơn vị, hạn', 'Objectives with target, owner and date'),
  objectives_measured: words('Mục tiêu đã đo', 'Objectives measured'),
  objectives_met: words('Mục tiêu đạt', 'Objectives met'),
  dossiers_received: words('Hồ sơ đã tiếp nhận', 'Dossiers received'),
  dossiers_done: words('Hồ sơ đã giải quyết', 'Dossiers done'),
  dossiers_on_time: words('Hồ sơ đúng hạn và trước hạn', 'Dossiers on time or early'),
  dossiers_early: words('Hồ sơ trước hạn', 'Dossiers early'),
  dossiers_late: words('Hồ sơ quá hạn', 'Dossiers late'),
  steps_done: words('Bước đã thực hiện', 'Steps done'),
  steps_on_time: words('Bước đúng thời hạn', 'Steps on time'),
  nonconformities_found: words('Điểm không phù hợp phát hiện trong kỳ', 'Nonconformities found'),
  nonconformities_open: words('Điểm không phù hợp đang xử lý', 'Nonconformities open'),
  nonconformities_due: words('Điểm không phù hợp đến hạn đóng', 'Nonconformities due to be closed'),
  nonconformities_closed_verified: words('Đóng đúng hạn và đã xác nhận hiệu lực', 'Closed in time, verified'),
  dossiers_conforming: words('Hồ sơ đúng trình tự, đúng thẩm quyền', 'Dossiers in order and by authority'),
  dossiers_with_all_forms: words('Hồ sơ đủ biểu mẫu', 'Dossiers with all forms'),
  dossiers_supplemented_again: words('Hồ sơ bị yêu cầu bổ sung hơn một lần', 'Dossiers supplemented again'),
  dossiers_late_apologised_in_time: words(
    'Hồ sơ quá hạn có xin lỗi đúng hạn',
    'Late dossiers apologised for in time',
  ),
  procedures_in_force: words('Quy trình ISO còn hiệu lực', 'Procedures in force'),
  procedures_matching_one_stop: words(
    'Quy trình khớp phần mềm một cửa',
    'Procedures matching the one-stop software',
  ),
  audits_held: words('Cuộc đánh giá nội bộ', 'Internal audits'),
  audit_scopes: words('Quy trình, bộ phận phải đánh giá', 'Procedures and units to audit'),
  audit_scopes_covered: words('Quy trình, bộ phận đã đánh giá', 'Procedures and units audited'),
  audits_independent: words('Cuộc đánh giá độc lập', 'Independent audits'),
  providers_engaged: words('Đơn vị tư vấn đang làm việc', 'Consultants engaged'),
  certificates_in_force: words('Giấy chứng nhận còn hiệu lực', 'Certificates in force'),
  certificates_suspended: words(
    'Giấy chứng nhận bị đình chỉ, thu hồi',
    'Certificates suspended or withdrawn',
  ),
  officers: words('Cán bộ, công chức của cơ quan', 'Officers of the agency'),
  trainings: words('Buổi đào tạo theo kế hoạch', 'Training sessions planned'),
  trainings_held: words('Buổi đào tạo đã tổ chức', 'Training sessions held'),
  duties_due: words('Việc của hệ thống đến hạn', 'Duties of the system due'),
  duties_done_in_time: words('Việc của hệ thống làm đúng hạn', 'Duties done in time'),
  risks_open: words('Rủi ro đang theo dõi', 'Risks open'),
  risks_high: words('Rủi ro mức cao (từ 12 điểm)', 'High risks (12 or more)'),
  risk_actions_due: words('Hành động đến hạn', 'Actions due'),
  risk_actions_done: words('Hành động đã làm', 'Actions done'),
  opportunities_open: words('Cơ hội đang theo dõi', 'Opportunities open'),
};
