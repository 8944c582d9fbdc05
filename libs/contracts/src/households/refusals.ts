import { defineRefusals } from '../core/refusal.ts';

export const householdsRefusals = defineRefusals({
  'project-exists': {
    status: 409,
    zh: '该征收项目已登记',
    en: 'This resettlement project is registered already',
  },
  'project-unknown': { status: 404, zh: '没有这个征收项目', en: 'No such resettlement project' },
  'area-exists': {
    status: 409,
    zh: '该片区已登记',
    en: 'This resettlement area is registered already',
  },
  'area-unknown': { status: 404, zh: '没有这个片区', en: 'No such resettlement area' },
  'area-not-valued': {
    status: 409,
    zh: '该片区尚无评估机构给出的基准价格',
    en: 'No licensed valuer has set this area’s base price yet',
  },
  'contacts-not-named': {
    status: 404,
    zh: '该片区尚未公布联系窗口',
    en: 'No contact desks have been named for this area yet',
  },
  'household-exists': { status: 409, zh: '该户已登记', en: 'This household is registered already' },
  'household-unknown': { status: 404, zh: '没有这一户', en: 'No such household' },
  'holder-not-a-member': {
    status: 422,
    zh: '持票人须是该户成员',
    en: 'The holder must be a member of the household',
  },
  'agreement-exists': {
    status: 409,
    zh: '该户的这份协议已存在',
    en: 'This agreement of the household exists already',
  },
  'agreement-unknown': {
    status: 404,
    zh: '没有这份补偿安置协议',
    en: 'No such compensation agreement',
  },
  'agreement-not-drafted': {
    status: 409,
    zh: '协议不是草拟状态，不能签订',
    en: 'Only a drafted agreement can be signed',
  },
  'agreement-not-signed': {
    status: 409,
    zh: '协议尚未签订，不能生效',
    en: 'Only a signed agreement can take effect',
  },
  'voucher-area-too-large': {
    status: 422,
    zh: '转为房票的面积超过该户的合法面积',
    en: 'The area turned into a voucher is larger than the household’s legal area',
  },
});
