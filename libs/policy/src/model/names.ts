import type { FormulaType } from '../formula/types.ts';
import { date, money, plainNumber, squareMetres, text } from '../formula/types.ts';

/** Names every formula may use; a pack's own names are added to them. */
export const quoteNames: Record<string, FormulaType> = {
  persons: plainNumber,
  dwellings: plainNumber,
  landKind: text,
  programme: text,
  district: text,
};

/** Known once a voucher exists and a day is looked at. */
export const dayNames: Record<string, FormulaType> = {
  issuedOn: date,
  usedOn: date,
  daysSinceIssue: plainNumber,
  monthsSinceIssue: plainNumber,
  faceValue: money,
  baseTotal: money,
  rewardTotal: money,
};

/** Known when a purchase is settled. */
export const useNames: Record<string, FormulaType> = {
  goods: text,
  saleStage: text,
  purchaseDistrict: text,
  kinship: text,
  price: money,
  area: squareMetres,
  used: money,
  baseUsed: money,
  usedBefore: money,
};

/** Chinese and English words for the built-in names, for inputs shown on a line. */
export const nameTexts: Record<string, { zh: string; en: string }> = {
  persons: { zh: '人口数', en: 'persons' },
  dwellings: { zh: '住宅套数', en: 'dwellings' },
  landKind: { zh: '土地性质', en: 'kind of land' },
  programme: { zh: '项目类别', en: 'programme' },
  district: { zh: '区', en: 'district' },
  issuedOn: { zh: '核发日期', en: 'issued on' },
  usedOn: { zh: '使用日期', en: 'used on' },
  daysSinceIssue: { zh: '核发后天数', en: 'days since issue' },
  monthsSinceIssue: { zh: '核发后月数', en: 'months since issue' },
  faceValue: { zh: '票面金额', en: 'face value' },
  baseTotal: { zh: '基础补偿合计', en: 'base compensation' },
  rewardTotal: { zh: '票面内奖励合计', en: 'rewards inside the face' },
  goods: { zh: '商品房类别', en: 'kind of goods' },
  saleStage: { zh: '销售状态', en: 'sale stage' },
  purchaseDistrict: { zh: '购房所在区', en: 'district of purchase' },
  kinship: { zh: '购房人与持票人关系', en: 'kinship' },
  price: { zh: '房款', en: 'price' },
  area: { zh: '购房面积', en: 'area bought' },
  used: { zh: '本次使用房票金额', en: 'voucher money used' },
  baseUsed: { zh: '其中基础补偿', en: 'of it base compensation' },
  usedBefore: { zh: '此前已使用', en: 'used before' },
};
