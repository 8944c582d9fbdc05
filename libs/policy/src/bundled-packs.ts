// Made by `npm run policy -- bundle` from libs/policy/packs; do not edit.
// prettier-ignore
export const bundledPacks: Readonly<Record<string, string>> = {
  'dalian/city.yaml': `# 大连市房票安置实施办法 · 市级部分（草案；试行两年；原文无第十一条）
format: fangpiao-policy-pack/1
id: dalian
layer: city
name: { zh: 大连市房票安置, en: Dalian housing vouchers }
version: 1.0.0
state: draft
author: 市级政策专员

documents:
  DL: { title: 大连市房票安置实施办法, issuedBy: 大连市 }

effective:
  from: 2026-01-01
  until: 2027-12-31
  sources:
    from: { assumption: 草案写作“2026年1月X日”，按 1 月 1 日 }
  source: { clause: DL 18, quote: 本办法自2026年1月X日起施行，试行期两年 }
registration: { mode: none, source: { clause: DL 3, quote: 制定本地区房票安置实施细则或项目实施方案 } }
transition:
  keepsEarlier: by-decision
  source: { clause: DL 18, quote: 在本办法实施之前已制定房票安置实施细则或项目实施方案的，可按照原政策执行 }
  open: [decisions]
rounding: { mode: half-up, source: { assumption: 办法未载明，每行按分四舍五入 } }

appliesTo:
  programmes: [urban-village, dilapidated-housing, state-expropriation, state-agreed-relocation]
  landKinds: [state, collective]
  origins: [expropriation]
  holders: [person, co-owners, company]
  sources:
    holders: { assumption: 办法称“被搬迁人”，未限于自然人 }
  open: [programmes]
  source: { clause: DL 2, quote: 城中村改造、城市危旧房改造、国有土地上房屋征收拆迁、国有土地上房屋协议搬迁 }

inputs:
  titleArea: { name: { zh: 产权面积, en: title area }, unit: area }
  rewardArea: { name: { zh: 房票奖励面积, en: voucher reward area }, unit: area, default: '0.00' }
  unitPriceFen: { name: { zh: 公布的周边房屋市场评估单价, en: published assessed unit price }, unit: money-per-area }
  monetaryCompensationFen: { name: { zh: 货币补偿金额, en: monetary compensation }, unit: money }
  movingFeeFen: { name: { zh: 搬家费, en: moving fee }, unit: money, default: 0 }
  transitionalSubsidyFen: { name: { zh: 过渡期补助费, en: transitional subsidy }, unit: money, default: 0 }
  movingRewardFen: { name: { zh: 搬迁奖励费, en: moving reward }, unit: money, default: 0 }
  attachmentsFen: { name: { zh: 地上附着物和青苗补偿费, en: attachments and young crops }, unit: money, default: 0 }

values:
  rewardRatio:
    name: { zh: 房票奖励比例, en: voucher reward ratio }
    unit: ratio
    open: [value]
    source: { clause: DL 8, quote: 各区市县人民政府、先导区管委会可……自行制定房票票面金额计算方式和房票奖励方式 }

face:
  formulas:
    by-area:
      name: { zh: 第一种方式：面积乘单价, en: 'first way: area times price' }
      source: { clause: DL 8, quote: 房票票面金额=（产权面积+房票奖励面积）×各地区公布的项目周边房屋市场评估单价 }
    by-money:
      name: { zh: 第二种方式：货币补偿加奖励, en: 'second way: compensation plus reward' }
      source: { clause: DL 8, quote: 房票票面金额=货币补偿金额+房票奖励金额 }
  open: [defaultFormula]
  components:
    areaBase:
      name: { zh: 产权面积部分, en: title area part }
      role: base
      formulas: [by-area]
      amount: titleArea * unitPriceFen
      counts: inside-face
      source: { clause: DL 8, quote: 房票票面金额=（产权面积+房票奖励面积）×各地区公布的项目周边房屋市场评估单价 }
      comment: 基础补偿 = 产权面积 × 单价
    moneyBase:
      name: { zh: 货币补偿金额, en: monetary compensation }
      role: base
      formulas: [by-money]
      amount: monetaryCompensationFen
      counts: inside-face
      source: { clause: DL 8, quote: 房票票面金额=货币补偿金额+房票奖励金额 }
    areaReward:
      name: { zh: 房票奖励面积部分, en: reward area part }
      role: policy-reward
      formulas: [by-area]
      amount: rewardArea * unitPriceFen
      counts: inside-face
      source: { clause: DL 8, quote: （产权面积+房票奖励面积） }
    moneyReward:
      name: { zh: 房票奖励金额, en: voucher reward }
      role: policy-reward
      formulas: [by-money]
      amount: rewardRatio * moneyBase
      counts: inside-face
      source: { clause: DL 8, quote: 房票票面金额=货币补偿金额+房票奖励金额 }
    movingFee: &outside
      name: { zh: 搬家费, en: moving fee }
      role: fee
      amount: movingFeeFen
      when: movingFeeFen > 0 yuan
      counts: paid-in-cash
      limits: { counts: { oneOf: [inside-face, paid-in-cash], reason: required } }
      source: { clause: DL 8, quote: 搬家费、过渡期补助费、搬迁奖励费、其他地上附着物和青苗补偿费等原则上不计入房票票面金额 }
    transitionalSubsidy:
      name: { zh: 过渡期补助费, en: transitional subsidy }
      role: fee
      amount: transitionalSubsidyFen
      when: transitionalSubsidyFen > 0 yuan
      counts: paid-in-cash
      limits: { counts: { oneOf: [inside-face, paid-in-cash], reason: required } }
      source: { clause: DL 8, quote: 原则上不计入房票票面金额 }
    movingReward:
      name: { zh: 搬迁奖励费, en: moving reward }
      role: fee
      amount: movingRewardFen
      when: movingRewardFen > 0 yuan
      counts: paid-in-cash
      limits: { counts: { oneOf: [inside-face, paid-in-cash], reason: required } }
      source: { clause: DL 8, quote: 原则上不计入房票票面金额 }
    attachments:
      name: { zh: 地上附着物和青苗补偿费, en: attachments and young crops }
      role: fee
      amount: attachmentsFen
      when: attachmentsFen > 0 yuan
      counts: paid-in-cash
      limits: { counts: { oneOf: [inside-face, paid-in-cash], reason: required } }
      source: { clause: DL 8, quote: 原则上不计入房票票面金额 }

rewards:
  areaReward:
    name: { zh: 房票奖励, en: voucher reward }
    timing: from-start
    component: areaReward
    keptIfBaseNotUsedInFull: 0 %
    limits: { keptIfBaseNotUsedInFull: { max: 99 % } }
    open: [kept]
    source: { clause: DL 8, quote: 未足额使用的，可不予房票奖励或给予较低比例的房票奖励 }
  moneyReward:
    name: { zh: 房票奖励, en: voucher reward }
    timing: from-start
    component: moneyReward
    keptIfBaseNotUsedInFull: 0 %
    limits: { keptIfBaseNotUsedInFull: { max: 99 % } }
    open: [kept]
    source: { clause: DL 8, quote: 未足额使用的，可不予房票奖励或给予较低比例的房票奖励 }

issueGates:
  agreement: effective
  vacated: false
  sources: { vacated: { assumption: 办法未要求先腾空 } }
  open: [vacated]
  source: { clause: DL 10, quote: 在房票安置协议生效后，由区实施部门通过房票管理系统生成电子房票 }

validity:
  firstDayCounts: false
  rollOverHolidays: true
  remindDaysBefore: [90, 30, 7]
  limits: { months: { max: 12 } }
  sources:
    firstDayCounts: { assumption: 核发之日不计，到期日为对应日 }
    rollOverHolidays: { assumption: 末日逢休假日顺延 }
    remindDaysBefore: { assumption: 办法未载明提醒 }
  source: { clause: DL 9, quote: 房票使用期限自房票核发之日起计算，最长不超过12个月 }

goods:
  residential: &house
    saleStages: [ready]
    listing: required
    useEvent: filing-date
    limits: { saleStages: { reason: required } }
    sources:
      saleStages: { clause: DL 6, quote: 进入房源超市的商品房原则上为现房销售项目 }
      useEvent: { clause: DL 9, quote: 使用房票时间以被搬迁人办理商品房网签备案时间为准 }
    source: { clause: DL 1, quote: 在房源超市中购买商品房（包括但不限于住宅、非住宅、车库等） }
  non-residential: *house
  commercial: *house
  office: *house
  garage: &garage
    saleStages: [ready]
    listing: required
    useEvent: contract-date
    sources:
      useEvent: { clause: DL 9, quote: 车库等无需办理商品房网签备案的，以签订买卖合同时间为准 }
    source: { clause: DL 1, quote: 在房源超市中购买商品房（包括但不限于住宅、非住宅、车库等） }
  parking: *garage

buyers:
  holder: { source: &twelve { clause: DL 12, quote: 被搬迁人持房票可为本人、共有产权人及近亲属（包括配偶、父母、子女、兄弟姐妹、（外）祖父母、（外）孙子女）购买 } }
  co-owner: { source: *twelve }
  spouse: { proofs: [marriage-certificate], source: *twelve }
  parent: { proofs: [kinship-proof], source: *twelve }
  child: { proofs: [kinship-proof], source: *twelve }
  sibling: { proofs: [kinship-proof], source: *twelve }
  grandparent: { proofs: [kinship-proof], source: *twelve }
  grandchild: { proofs: [kinship-proof], source: *twelve }

use:
  split: true
  merge: true
  voucherFirst: false
  topUpBy: household
  topUpKinds: [own-funds, provident-fund-withdrawal, provident-fund-loan, commercial-loan]
  districts: whole-city
  crossDistrictPayer: issuing-district
  sources:
    split: { clause: DL 12, quote: 被搬迁人持房票购买多套商品房的，房票可分割使用 }
    merge: { clause: DL 12, quote: 被搬迁人持有多张房票的，也可合并使用 }
    voucherFirst: { assumption: 办法未要求优先使用房票 }
    topUpBy: { clause: DL 13, quote: 房票金额不足购房款的，由被搬迁人自行承担 }
    topUpKinds: { clause: DL 13, quote: 可申请住房公积金提取和贷款，或者办理个人住房商业贷款 }
    districts: { clause: DL 4, quote: 房票可在全市范围内使用 }
  source: { clause: DL 14, quote: 跨区购房的，房票结算金额由房票核发区兑付 }

transfer: { allowed: false, source: { clause: DL 4, quote: 房票不得转让、抵押、质押、融资 } }

cashOut:
  allowed: true
  afterPurchase: true
  denominator: face
  open: [allowed]
  sources:
    afterPurchase: { clause: DL 16, quote: 被搬迁人购房后，房票存在可提现金额的 }
  source: { clause: DL 13, quote: 使用金额不低于房票金额一定比例的，房票余额可以折算提取现金 }

expiry:
  whollyUnused: replacement-home
  subsidyStops: true
  open: [rewardAttribution, rewardDeducted]
  source: { clause: DL 9, quote: 期限届满未实际使用房票的，不再另行支付过渡期补助费……提供安置房源供其选择，予以回迁安置 }
  comment: 部分使用的余额（leftoverAtExpiry）须由区规定

afterLateRescission: { outcome: days-given-back, days: 30, open: [outcome, days], source: { assumption: 办法未载明，按退还 30 日 } }

instalments:
  open: [steps, lateInterest]
  steps: [{ after: invoiced, share: 100 %, term: { days: 30, kind: working } }]
  sources: { steps: { assumption: 办法称“按规定时限”，市级未定，按 30 个工作日一次付清 } }
  source: { clause: DL 15, quote: 按规定时限将资金拨付至房地产开发企业指定账户 }
claims:
  developer:
    conditions: [contract-filed, handed-over, invoice]
    reviewWithin: { days: 10, kind: working }
    sources: { reviewWithin: { assumption: 办法未载明审核时限 } }
    open: [reviewWithin]
    source: { clause: DL 15, quote: 房地产开发企业交付房源并开具正式发票后……申请房票资金结算 }
  holder:
    conditions: [voucher, contract-filed]
    reviewWithin: { days: 10, kind: working }
    sources: { reviewWithin: { assumption: 办法未载明审核时限 } }
    open: [reviewWithin]
    source: { clause: DL 16, quote: 被搬迁人购房后，房票存在可提现金额的……申请资金结算 }

coverRule:
  mode: full
  evaluationBeforeStart: true
  open: [mode, share]
  comment: 征收项目足额；其他项目可凭资金来源证明，由区规定
  source: { clause: DL 14, quote: 保障资金足额到位、专户存储、专款专用 }

roles:
  review:
    agency: { zh: 区实施部门, en: district implementing department }
    level: district
    source: { clause: DL 15, quote: 区实施部门审核通过后 }
  admission:
    agency: { zh: 各地区住房城乡建设主管部门, en: district housing department }
    level: district
    source: { clause: DL 6, quote: 各地区住房城乡建设主管部门对进入房源超市的商品房项目进行审核 }
`,
  'dalian/example-district.yaml': `# 示例区（虚构）：演示大连各区可自定的内容；数值均为示例，不是法规。
format: fangpiao-policy-pack/1
id: dalian-example-district
layer: district
of: dalian
name: { zh: 大连示例区（虚构）, en: an invented district of Dalian }
version: 1.0.0
state: draft

values:
  rewardRatio: { value: 10 %, source: { assumption: 示例值，非法规 } }

tiers:
  useTiers:
    name: { zh: 使用时限分档, en: tiers by time of use }
    by: monthsSinceIssue
    unit: ratio
    rows:
      - { from: 0, through: 3, value: 100 % }
      - { from: 4, through: 6, value: 60 % }
      - { from: 7, value: 0 % }
    source: { assumption: 示例值，依办法第八条“从短到长……从高到低” }

face:
  defaultFormula: by-area

rewards:
  areaReward: { kept: useTiers, source: { assumption: 示例值 } }
  moneyReward: { kept: useTiers, source: { assumption: 示例值 } }

validity: { months: 12, source: { assumption: 示例值 } }

cashOut:
  minimumShareUsed: 80 %
  reading: whole-balance
  bands: [{ from: 0, value: 100 % }]
  payWithin: { days: 20, kind: working }
  source: { assumption: 示例值 }

expiry:
  leftoverAtExpiry: cash-out
  source: { assumption: 示例值：部分使用的余额按提现规则 }
`,
  'guangzhou/city.yaml': `# 广州市房票安置实施方案 穗规划资源字〔2024〕2号 · 市级部分
format: fangpiao-policy-pack/1
id: guangzhou
layer: city
name: { zh: 广州市房票安置, en: Guangzhou housing vouchers }
version: 1.0.0
state: in-force
author: 市级政策专员

documents:
  GZ: { title: 广州市房票安置实施方案, issuedBy: 广州市规划和自然资源局, number: 穗规划资源字〔2024〕2号, date: 2024-01-17 }

effective: { from: 2024-01-17, source: { clause: GZ 16, quote: 本方案自公布之日起实施 } }
registration: { mode: for-the-record, source: { clause: GZ 15, quote: 自行制定实施细则，报市房票安置指挥部备案 } }
transition: { keepsEarlier: none, source: { clause: GZ 16, quote: 本方案自公布之日起实施 } }
rounding: { mode: half-up, source: { assumption: 方案未载明，每行按分四舍五入 } }

appliesTo:
  programmes: [residential-expropriation]
  landKinds: [state, collective]
  origins: [expropriation]
  holders: [person, co-owners]
  source: { clause: GZ 2, quote: 本方案适用于广州市行政区内各类住宅的征收补偿，各区可视情况推行 }

inputs:
  replacementHomesValueFen: { name: { zh: 国有复建安置房市场评估价, en: market value of the replacement homes }, unit: money }
  landPremiumDueFen: { name: { zh: 应补缴土地出让金, en: land premium due }, unit: money }
  monetaryCompensationFen: { name: { zh: 可获得的货币补偿额, en: monetary compensation }, unit: money, default: 0 }
  assessedValueFen: { name: { zh: 被征收房屋市场评估价, en: assessed market value }, unit: money }
  movingFeeFen: { name: { zh: 搬迁费, en: moving fee }, unit: money, default: 0 }
  transitionalSubsidyFen: { name: { zh: 临时安置费, en: transitional subsidy }, unit: money, default: 0 }
  earlyMovingRewardFen: { name: { zh: 搬迁限时奖励, en: early-moving reward }, unit: money, default: 0 }
  expropriationRewardFen: { name: { zh: 征收奖励, en: expropriation reward }, unit: money, default: 0 }
  isHomeInsideLimitedArea: { name: { zh: 被征收住宅位于限购区, en: home inside the limited area }, unit: boolean }

values:
  policyRewardRatio:
    name: { zh: 政策性奖励比例, en: policy reward ratio }
    unit: ratio
    open: [value]
    source: { clause: GZ 4.3, quote: 具体比例按照经济可行、风险可控原则由由各区自行制定 }

face:
  formulas:
    base-plus-rewards:
      name: { zh: 基础补偿加奖励, en: base plus rewards }
      source: { clause: GZ 4, quote: 房票票面金额由基础补偿金额、房屋征收奖励和政策性奖励构成 }
  components:
    collectiveBase:
      name: { zh: 集体土地基础补偿, en: base compensation on collective land }
      role: base
      when: landKind == 'collective'
      amount: max(0 yuan, replacementHomesValueFen - landPremiumDueFen) + monetaryCompensationFen
      counts: inside-face
      source: { clause: GZ 4.1, quote: 可复建安置房的价值等于上市交易的国有复建安置房市场评估价扣减应补缴土地出让金后的余额 }
    stateBase:
      name: { zh: 国有土地基础补偿, en: base compensation on state land }
      role: base
      when: landKind == 'state'
      amount: assessedValueFen
      counts: inside-face
      source: { clause: GZ 4.1, quote: 国有土地上住宅征收基础补偿金额按……计算的被征收房屋的市场评估价 }
    movingFee:
      name: { zh: 搬迁费, en: moving fee }
      role: expropriation-reward
      when: movingFeeFen > 0 yuan
      amount: movingFeeFen
      counts: inside-face
      open: [counts]
      source: &rewards { clause: GZ 4.2, quote: 房屋征收奖励包括搬迁费、临时安置费、搬迁限时奖励和征收奖励等，具体由各区根据各区的征收补偿政策确定 }
    transitionalSubsidy:
      name: { zh: 临时安置费, en: transitional subsidy }
      role: expropriation-reward
      when: transitionalSubsidyFen > 0 yuan
      amount: transitionalSubsidyFen
      counts: inside-face
      open: [counts]
      source: *rewards
    earlyMovingReward:
      name: { zh: 搬迁限时奖励, en: early-moving reward }
      role: expropriation-reward
      when: earlyMovingRewardFen > 0 yuan
      amount: earlyMovingRewardFen
      counts: inside-face
      open: [counts]
      source: *rewards
    expropriationReward:
      name: { zh: 征收奖励, en: expropriation reward }
      role: expropriation-reward
      when: expropriationRewardFen > 0 yuan
      amount: expropriationRewardFen
      counts: inside-face
      open: [counts]
      source: *rewards
    policyReward:
      name: { zh: 政策性奖励, en: policy reward }
      role: policy-reward
      amount: policyRewardRatio * (collectiveBase + stateBase)
      counts: inside-face
      source: { clause: GZ 4.3, quote: 按规定对基础补偿部分给予的奖励 }

rewards:
  policyReward:
    name: { zh: 政策性奖励, en: policy reward }
    timing: from-start
    component: policyReward
    keptIfBaseNotUsedInFull: 0 %
    source: { clause: GZ 10, quote: 未使用部分（扣除相应政策性奖励） }
    sources: { keptIfBaseNotUsedInFull: { assumption: 方案只规定到期扣除相应奖励，余额提现未提及 } }

issueGates:
  agreement: effective
  vacated: false
  sources: { vacated: { assumption: 方案未要求先腾空 } }
  open: [vacated]
  source: { clause: GZ 6, quote: 拆迁补偿协议生效后核发房票 }

validity:
  firstDayCounts: false
  rollOverHolidays: true
  remindDaysBefore: [90, 30, 7]
  limits: { months: { max: 18 } }
  sources:
    firstDayCounts: { assumption: 核发之日不计，到期日为对应日 }
    rollOverHolidays: { assumption: 末日逢休假日顺延 }
    remindDaysBefore: { assumption: 方案未载明提醒 }
  source: { clause: GZ 10, quote: 房票使用期限自房票核发之日起计算，最长不超过18个月 }

goods:
  residential:
    saleStages: [ready, presale]
    listing: required
    useEvent: filing-date
    sources:
      listing: { clause: GZ 12, quote: 纳入阳光家缘网可售的新建商品房房源 }
      useEvent: { clause: GZ 14, quote: 做好房票购房网签备案工作 }
    source: { clause: GZ 2, quote: 房票可在广州“房源超市”内购买新建商品房 }

buyers:
  holder: { source: &five { clause: GZ 5, quote: 为其本人或其直系亲属（配偶、父母、子女）购买商品房 } }
  spouse: { proofs: [marriage-certificate], source: *five }
  parent: { proofs: [kinship-proof], source: *five }
  child: { proofs: [kinship-proof], source: *five }

use:
  split: true
  merge: true
  voucherFirst: true
  topUpBy: buyer
  topUpKinds: [own-funds, provident-fund-withdrawal, provident-fund-loan, commercial-loan]
  districts: whole-city
  crossDistrictPayer: issuing-district
  sources:
    split: { assumption: 方案未载明可否分割，按可以 }
    merge: { assumption: 方案未载明可否合并，按可以 }
    topUpKinds: { assumption: 方案未限定补足方式 }
    districts: { clause: GZ 2, quote: 房票可在广州“房源超市”内购买新建商品房 }
    crossDistrictPayer: { clause: GZ 9, quote: 凭商品房买卖合同和房票向区政府申请办理结算 }
  open: [split, merge]
  source: { clause: GZ 5, quote: 优先使用房票全额支付房款，差额部分由购房人补齐 }

transfer:
  allowed: true
  times: 1
  circle: same-project
  whoMustOwn: both
  homesAtLeast: 1
  limits: { whoMustOwn: { oneOf: [giver, both] } }
  sources: { whoMustOwn: { assumption: “每户拥有一套住房”解为双方各有一套，被征收的不计 } }
  source: { clause: GZ 8, quote: 在广州每户拥有一套住房的前提下，允许房票在本项目被征收人间互相转让。房票限转一次，且房票记载的原兑付期限不变 }

cashOut: { allowed: false, source: { clause: GZ 11, quote: 房票不得质押融资、违规套现 } }

expiry:
  whollyUnused: exchange
  leftoverAtExpiry: exchange
  rewardDeducted: belonging
  rewardAttribution: in-proportion
  subsidyStops: false
  open: [rewardAttribution, applyWithinMonths, deduction, payWithin]
  sources:
    rewardAttribution: { assumption: “相应”解为按票面比例 }
    subsidyStops: { assumption: 方案未载明 }
  source: { clause: GZ 10, quote: 到期后，未使用部分（扣除相应政策性奖励）被征收人可向核发房票的区政府申请兑换成货币 }

afterLateRescission: { outcome: days-given-back, days: 30, open: [outcome, days], source: { assumption: 方案未载明，按退还 30 日 } }

instalments:
  steps: [{ after: invoiced, share: 100 %, term: { days: 30, kind: working } }]
  open: [steps, lateInterest]
  source: { assumption: 方案未载明分期与时限 }
claims:
  developer:
    conditions: [invoice, sale-contract, voucher]
    reviewWithin: { days: 10, kind: working }
    sources: { reviewWithin: { assumption: 方案未载明审核时限 } }
    open: [reviewWithin]
    source: { clause: GZ 9, quote: 应当按规定开具发票，凭商品房买卖合同和房票向区政府申请办理结算 }
  holder:
    conditions: [voucher]
    reviewWithin: { days: 10, kind: working }
    source: { clause: GZ 10, quote: 可向核发房票的区政府申请兑换成货币 }

coverRule:
  mode: full
  evaluationBeforeStart: false
  source: { clause: GZ 7, quote: 在房票发放前，项目主体应按规定将兑付资金足额存入……专用账户 }

sideRights:
  not-counted:
    name: { zh: 不计入家庭限购套数, en: not counted under the purchase limit }
    when: isHomeInsideLimitedArea
    certificate: { zh: 本次使用房票购房不计入家庭限购套数, en: this purchase by voucher is not counted under the purchase limit }
    source: { clause: GZ 5, quote: 被征收住宅位于限购区的，使用房票购房，不计入家庭限购套数 }
  limit-applies:
    name: { zh: 限购区内购房须符合限购政策, en: the purchase limit applies inside the limited area }
    when: not isHomeInsideLimitedArea
    certificate: { zh: 在限购区内使用房票购房须符合本市限购政策, en: buying inside the limited area must meet the purchase limit }
    source: { clause: GZ 5, quote: 被征收住宅位于非限购区的，使用房票在限购区内购房需符合本市限购政策 }
  tax-relief:
    name: { zh: 税收减免, en: tax relief }
    certificate: { zh: 符合国家政策规定的，可按规定享受税收减免, en: tax relief where national policy provides it }
    source: { clause: GZ 5, quote: 符合国家政策规定的，可按规定享受税收减免 }
`,
  'guangzhou/example-district.yaml': `# 示例区（虚构）：区级数值均为示例，不是法规。
format: fangpiao-policy-pack/1
id: guangzhou-example-district
layer: district
of: guangzhou
name: { zh: 广州示例区（虚构）, en: an invented district of Guangzhou }
version: 1.0.0
state: draft

values:
  policyRewardRatio: { value: 10 %, source: { assumption: 示例值，非法规 } }
validity: { months: 18, source: { assumption: 示例值：取市级上限 } }
expiry: { applyWithinMonths: 6, source: { assumption: 示例值 } }
`,
  'guangzhou/pilot.yaml': `# 广州 2024 年 1 月 5 日、2 月 1 日两批试点房票（荔湾石围塘）所用版本：方案公布前的试点口径，除施行日期外同正式方案（假设）
format: fangpiao-policy-pack/1
id: guangzhou-pilot
layer: city
name: { zh: 广州市房票安置（试点版）, en: Guangzhou housing vouchers (pilot) }
version: 0.9.0
state: in-force
author: 市级政策专员

documents:
  KM: { title: 关于政协西山区十届三次会议第10030099号提案答复的函, number: 西建函〔2024〕67号, date: 2024-09-27 }
  GZ: { title: 广州市房票安置实施方案, issuedBy: 广州市规划和自然资源局, number: 穗规划资源字〔2024〕2号, date: 2024-01-17 }

effective: { from: 2024-01-05, until: 2024-02-01, source: { clause: KM 1, quote: 荔湾区石围塘项目于2024年1月5日及2月1日分两批试点核发了共16张房票 } }
registration: { mode: for-the-record, source: { clause: GZ 15, quote: 自行制定实施细则，报市房票安置指挥部备案 } }
transition: { keepsEarlier: none, source: { clause: GZ 16, quote: 本方案自公布之日起实施 } }
rounding: { mode: half-up, source: { assumption: 方案未载明，每行按分四舍五入 } }

appliesTo:
  programmes: [residential-expropriation]
  landKinds: [state]
  origins: [expropriation]
  holders: [person, co-owners]
  source: { clause: KM 1, quote: 被安置群众均为国有土地上房屋被征收居民 }

inputs:
  replacementHomesValueFen: { name: { zh: 国有复建安置房市场评估价, en: market value of the replacement homes }, unit: money }
  landPremiumDueFen: { name: { zh: 应补缴土地出让金, en: land premium due }, unit: money }
  monetaryCompensationFen: { name: { zh: 可获得的货币补偿额, en: monetary compensation }, unit: money, default: 0 }
  assessedValueFen: { name: { zh: 被征收房屋市场评估价, en: assessed market value }, unit: money }
  movingFeeFen: { name: { zh: 搬迁费, en: moving fee }, unit: money, default: 0 }
  transitionalSubsidyFen: { name: { zh: 临时安置费, en: transitional subsidy }, unit: money, default: 0 }
  earlyMovingRewardFen: { name: { zh: 搬迁限时奖励, en: early-moving reward }, unit: money, default: 0 }
  expropriationRewardFen: { name: { zh: 征收奖励, en: expropriation reward }, unit: money, default: 0 }
  isHomeInsideLimitedArea: { name: { zh: 被征收住宅位于限购区, en: home inside the limited area }, unit: boolean }

values:
  policyRewardRatio:
    name: { zh: 政策性奖励比例, en: policy reward ratio }
    unit: ratio
    value: 0 %
    sources: { value: { assumption: 试点奖励比例未公布 } }
    source: { clause: GZ 4.3, quote: 具体比例按照经济可行、风险可控原则由由各区自行制定 }

face:
  formulas:
    base-plus-rewards:
      name: { zh: 基础补偿加奖励, en: base plus rewards }
      source: { clause: GZ 4, quote: 房票票面金额由基础补偿金额、房屋征收奖励和政策性奖励构成 }
  components:
    collectiveBase:
      name: { zh: 集体土地基础补偿, en: base compensation on collective land }
      role: base
      when: landKind == 'collective'
      amount: max(0 yuan, replacementHomesValueFen - landPremiumDueFen) + monetaryCompensationFen
      counts: inside-face
      source: { clause: GZ 4.1, quote: 可复建安置房的价值等于上市交易的国有复建安置房市场评估价扣减应补缴土地出让金后的余额 }
    stateBase:
      name: { zh: 国有土地基础补偿, en: base compensation on state land }
      role: base
      when: landKind == 'state'
      amount: assessedValueFen
      counts: inside-face
      source: { clause: GZ 4.1, quote: 国有土地上住宅征收基础补偿金额按……计算的被征收房屋的市场评估价 }
    movingFee:
      name: { zh: 搬迁费, en: moving fee }
      role: expropriation-reward
      when: movingFeeFen > 0 yuan
      amount: movingFeeFen
      counts: inside-face
      open: [counts]
      source: &rewards { clause: GZ 4.2, quote: 房屋征收奖励包括搬迁费、临时安置费、搬迁限时奖励和征收奖励等，具体由各区根据各区的征收补偿政策确定 }
    transitionalSubsidy:
      name: { zh: 临时安置费, en: transitional subsidy }
      role: expropriation-reward
      when: transitionalSubsidyFen > 0 yuan
      amount: transitionalSubsidyFen
      counts: inside-face
      open: [counts]
      source: *rewards
    earlyMovingReward:
      name: { zh: 搬迁限时奖励, en: early-moving reward }
      role: expropriation-reward
      when: earlyMovingRewardFen > 0 yuan
      amount: earlyMovingRewardFen
      counts: inside-face
      open: [counts]
      source: *rewards
    expropriationReward:
      name: { zh: 征收奖励, en: expropriation reward }
      role: expropriation-reward
      when: expropriationRewardFen > 0 yuan
      amount: expropriationRewardFen
      counts: inside-face
      open: [counts]
      source: *rewards
    policyReward:
      name: { zh: 政策性奖励, en: policy reward }
      role: policy-reward
      amount: policyRewardRatio * (collectiveBase + stateBase)
      counts: inside-face
      source: { clause: GZ 4.3, quote: 按规定对基础补偿部分给予的奖励 }

rewards:
  policyReward:
    name: { zh: 政策性奖励, en: policy reward }
    timing: from-start
    component: policyReward
    keptIfBaseNotUsedInFull: 0 %
    source: { clause: GZ 10, quote: 未使用部分（扣除相应政策性奖励） }
    sources: { keptIfBaseNotUsedInFull: { assumption: 方案只规定到期扣除相应奖励，余额提现未提及 } }

issueGates:
  agreement: effective
  vacated: false
  sources: { vacated: { assumption: 方案未要求先腾空 } }
  open: [vacated]
  source: { clause: GZ 6, quote: 拆迁补偿协议生效后核发房票 }

validity:
  months: 18
  firstDayCounts: false
  rollOverHolidays: true
  remindDaysBefore: [90, 30, 7]
  limits: { months: { max: 18 } }
  sources:
    firstDayCounts: { assumption: 核发之日不计，到期日为对应日 }
    rollOverHolidays: { assumption: 末日逢休假日顺延 }
    remindDaysBefore: { assumption: 方案未载明提醒 }
    months: { assumption: 试点期限未公布，按上限 }
  source: { clause: GZ 10, quote: 房票使用期限自房票核发之日起计算，最长不超过18个月 }

goods:
  residential:
    saleStages: [ready, presale]
    listing: required
    useEvent: filing-date
    sources:
      listing: { clause: GZ 12, quote: 纳入阳光家缘网可售的新建商品房房源 }
      useEvent: { clause: GZ 14, quote: 做好房票购房网签备案工作 }
    source: { clause: GZ 2, quote: 房票可在广州“房源超市”内购买新建商品房 }

buyers:
  holder: { source: &five { clause: GZ 5, quote: 为其本人或其直系亲属（配偶、父母、子女）购买商品房 } }
  spouse: { proofs: [marriage-certificate], source: *five }
  parent: { proofs: [kinship-proof], source: *five }
  child: { proofs: [kinship-proof], source: *five }

use:
  split: true
  merge: true
  voucherFirst: true
  topUpBy: buyer
  topUpKinds: [own-funds, provident-fund-withdrawal, provident-fund-loan, commercial-loan]
  districts: whole-city
  crossDistrictPayer: issuing-district
  sources:
    split: { assumption: 方案未载明可否分割，按可以 }
    merge: { assumption: 方案未载明可否合并，按可以 }
    topUpKinds: { assumption: 方案未限定补足方式 }
    districts: { clause: GZ 2, quote: 房票可在广州“房源超市”内购买新建商品房 }
    crossDistrictPayer: { clause: GZ 9, quote: 凭商品房买卖合同和房票向区政府申请办理结算 }
  open: [split, merge]
  source: { clause: GZ 5, quote: 优先使用房票全额支付房款，差额部分由购房人补齐 }

transfer:
  allowed: true
  times: 1
  circle: same-project
  whoMustOwn: both
  homesAtLeast: 1
  limits: { whoMustOwn: { oneOf: [giver, both] } }
  sources: { whoMustOwn: { assumption: “每户拥有一套住房”解为双方各有一套，被征收的不计 } }
  source: { clause: GZ 8, quote: 在广州每户拥有一套住房的前提下，允许房票在本项目被征收人间互相转让。房票限转一次，且房票记载的原兑付期限不变 }

cashOut: { allowed: false, source: { clause: GZ 11, quote: 房票不得质押融资、违规套现 } }

expiry:
  whollyUnused: exchange
  leftoverAtExpiry: exchange
  rewardDeducted: belonging
  rewardAttribution: in-proportion
  subsidyStops: false
  open: [rewardAttribution, applyWithinMonths, deduction, payWithin]
  sources:
    rewardAttribution: { assumption: “相应”解为按票面比例 }
    subsidyStops: { assumption: 方案未载明 }
  source: { clause: GZ 10, quote: 到期后，未使用部分（扣除相应政策性奖励）被征收人可向核发房票的区政府申请兑换成货币 }

afterLateRescission: { outcome: days-given-back, days: 30, open: [outcome, days], source: { assumption: 方案未载明，按退还 30 日 } }

instalments:
  steps: [{ after: invoiced, share: 100 %, term: { days: 30, kind: working } }]
  open: [steps, lateInterest]
  source: { assumption: 方案未载明分期与时限 }
claims:
  developer:
    conditions: [invoice, sale-contract, voucher]
    reviewWithin: { days: 10, kind: working }
    sources: { reviewWithin: { assumption: 方案未载明审核时限 } }
    open: [reviewWithin]
    source: { clause: GZ 9, quote: 应当按规定开具发票，凭商品房买卖合同和房票向区政府申请办理结算 }
  holder:
    conditions: [voucher]
    reviewWithin: { days: 10, kind: working }
    source: { clause: GZ 10, quote: 可向核发房票的区政府申请兑换成货币 }

coverRule:
  mode: full
  evaluationBeforeStart: false
  source: { clause: GZ 7, quote: 在房票发放前，项目主体应按规定将兑付资金足额存入……专用账户 }

sideRights:
  not-counted:
    name: { zh: 不计入家庭限购套数, en: not counted under the purchase limit }
    when: isHomeInsideLimitedArea
    certificate: { zh: 本次使用房票购房不计入家庭限购套数, en: this purchase by voucher is not counted under the purchase limit }
    source: { clause: GZ 5, quote: 被征收住宅位于限购区的，使用房票购房，不计入家庭限购套数 }
  limit-applies:
    name: { zh: 限购区内购房须符合限购政策, en: the purchase limit applies inside the limited area }
    when: not isHomeInsideLimitedArea
    certificate: { zh: 在限购区内使用房票购房须符合本市限购政策, en: buying inside the limited area must meet the purchase limit }
    source: { clause: GZ 5, quote: 被征收住宅位于非限购区的，使用房票在限购区内购房需符合本市限购政策 }
  tax-relief:
    name: { zh: 税收减免, en: tax relief }
    certificate: { zh: 符合国家政策规定的，可按规定享受税收减免, en: tax relief where national policy provides it }
    source: { clause: GZ 5, quote: 符合国家政策规定的，可按规定享受税收减免 }
`,
  'invented/lubo/town.yaml': `# 芦泊镇（虚构）：构成与分档的全部形式
format: fangpiao-policy-pack/1
id: lubo
layer: city
name: { zh: 芦泊镇（虚构）, en: Lubo (invented) }
version: 1.0.0
state: in-force
documents:
  LB: { title: 芦泊镇房票办法（虚构） }
effective: { from: 2025-01-01, source: { clause: LB 1 } }
registration: { mode: gate, source: { clause: LB 1 } }
consultations: [{ who: 镇民代表, on: 2024-11-20, answer: 同意 }]
transition:
  keepsEarlier: agreements-signed-before
  signedBefore: 2024-12-01
  source: { clause: LB 1 }
rounding: { mode: down, source: { clause: LB 2 } }
appliesTo:
  programmes: [urban-village]
  landKinds: [collective]
  origins: [expropriation]
  holders: [person, co-owners]
  source: { clause: LB 1 }
inputs:
  titleArea: { name: { zh: 产权面积, en: title area }, unit: area }
  unitPriceFen: { name: { zh: 评估单价, en: assessed unit price }, unit: money-per-area }
  decorationFen: { name: { zh: 装修评估, en: decoration }, unit: money, default: 0 }
  phase: { name: { zh: 搬迁批次, en: relocation phase }, unit: count }
  signedOn: { name: { zh: 签约日期, en: signed on }, unit: date }
  isListedHouse: { name: { zh: 历史建筑, en: listed building }, unit: boolean, default: false }
values:
  leastAreaPerPerson: { name: { zh: 人均最低面积, en: least area per person }, unit: area, value: 25 m2, source: { clause: LB 3 } }
tiers:
  phaseReward:
    name: { zh: 批次奖励比例, en: reward by phase }
    by: phase
    unit: ratio
    rows: [{ through: 1, value: 8 % }, { from: 2, through: 3, value: 5 % }, { from: 4, value: 0 % }]
    source: { clause: LB 5 }
  signingReward:
    name: { zh: 签约时间奖励, en: reward by date of signing }
    by: signedOn
    unit: money
    rows:
      - { through: 2025-03-31, value: 20000 yuan }
      - { from: 2025-04-01, through: 2025-06-30, value: 10000 yuan }
      - { from: 2025-07-01, value: 0 yuan }
    source: { clause: LB 5 }
  sizeSupplement:
    name: { zh: 小户型补助单价, en: supplement for small homes }
    by: titleArea
    unit: money-per-area
    rows: [{ from: 0 m2, below: 60 m2, value: 300 yuan/m2 }, { from: 60 m2, below: 90 m2, value: 150 yuan/m2 }, { from: 90 m2, value: 0 yuan/m2 }]
    source: { clause: LB 4 }
  useTiers:
    name: { zh: 使用时间分档, en: tiers by days since issue }
    by: daysSinceIssue
    unit: ratio
    rows: [{ from: 0, below: 91, value: 100 % }, { from: 91, below: 181, value: 50 % }, { from: 181, value: 20 % }]
    source: { clause: LB 6 }
face:
  formulas:
    standard: { name: { zh: 标准算法, en: standard }, source: { clause: LB 3 } }
  components:
    # 写在前面而依赖后面的项目：次序不影响结果
    phaseBonus:
      name: { zh: 批次奖励, en: phase bonus }
      role: policy-reward
      amount: phaseReward * homeBase
      counts: inside-face
      cap: { amount: 60000 yuan, per: household }
      source: { clause: LB 5 }
    homeBase:
      name: { zh: 房屋补偿, en: home }
      role: base
      amount: max(titleArea, leastAreaPerPerson * persons) * unitPriceFen
      counts: inside-face
      source: { clause: LB 3 }
    supplement:
      name: { zh: 小户型补助, en: supplement for small homes }
      role: base
      amount: sizeSupplement * titleArea
      counts: inside-face
      source: { clause: LB 4 }
    decoration:
      name: { zh: 装修补偿, en: decoration }
      role: base
      amount: decorationFen
      when: decorationFen > 0 yuan
      counts: holder-choice
      cap: { amount: 800 yuan/m2 * titleArea, per: household }
      source: { clause: LB 4 }
    movingFee:
      name: { zh: 搬迁费, en: moving fee }
      role: fee
      amount: 20 yuan/m2 * titleArea
      counts: paid-in-cash
      cap: { amount: 3000 yuan, per: dwelling }
      source: { clause: LB 4 }
    livingAllowance:
      name: { zh: 人口补助, en: allowance per person }
      role: expropriation-reward
      amount: 5000 yuan * persons
      counts: inside-face
      cap: { amount: 6000 yuan, per: person }
      source: { clause: LB 4 }
    heritage:
      name: { zh: 历史建筑补助, en: listed building }
      role: expropriation-reward
      amount: if(isListedHouse, 30000 yuan, 0 yuan)
      when: isListedHouse
      counts: inside-face
      cap: { amount: 100000 yuan, per: project }
      source: { clause: LB 4 }
    signingBonus:
      name: { zh: 签约奖励, en: signing bonus }
      role: policy-reward
      amount: signingReward
      counts: inside-face
      source: { clause: LB 5 }
rewards:
  phaseBonus: { name: { zh: 批次奖励, en: phase bonus }, timing: from-start, component: phaseBonus, kept: useTiers, keptIfBaseNotUsedInFull: 30 %, source: { clause: LB 6 } }
  signingBonus: { name: { zh: 签约奖励, en: signing bonus }, timing: from-start, component: signingBonus, keptIfBaseNotUsedInFull: 100 %, source: { clause: LB 6 } }
issueGates: { agreement: signed, vacated: true, source: { clause: LB 7 } }
validity: { days: 270, firstDayCounts: true, rollOverHolidays: false, remindDaysBefore: [30, 1], source: { clause: LB 7 } }
goods:
  residential: { saleStages: [ready, presale], listing: required, useEvent: filing-date, source: { clause: LB 8 } }
  garage: { saleStages: [ready], listing: not-required, useEvent: contract-date, when: usedBefore > 0 yuan, source: { clause: LB 8 } }
buyers:
  holder: { source: { clause: LB 8 } }
  spouse: { proofs: [marriage-certificate], source: { clause: LB 8 } }
  sibling: { when: landKind == 'collective' and persons >= 3, proofs: [kinship-proof], source: { clause: LB 8 } }
use: { split: true, merge: false, voucherFirst: false, topUpBy: buyer, topUpKinds: [own-funds, commercial-loan], districts: whole-city, crossDistrictPayer: purchase-district, source: { clause: LB 8 } }
transfer: { allowed: false, source: { clause: LB 9 } }
cashOut:
  allowed: true
  afterPurchase: true
  minimumShareUsed: 70 %
  denominator: base
  reading: marginal
  bands: [{ from: 0 %, through: 10 %, value: 100 % }, { from: 10 %, through: 20 %, value: 80 % }, { from: 20 %, value: 50 % }]
  payWithin: { days: 10, kind: calendar }
  source: { clause: LB 10 }
expiry: { whollyUnused: lapse, leftoverAtExpiry: cash-out, subsidyStops: true, source: { clause: LB 10 } }
afterLateRescission: { outcome: to-expired, source: { clause: LB 10 } }
instalments:
  steps:
    - { after: filed, share: 30 %, term: { days: 10, kind: working } }
    - { after: handed-over, share: 60 %, term: { days: 30, kind: calendar } }
    - { after: title-registered, share: 10 %, term: { days: 5, kind: working } }
  lateInterest: { yearlyRate: 3.65 %, dayCount: actual/365 }
  source: { clause: LB 11 }
claims:
  developer: { conditions: [contract-filed], reviewWithin: { days: 5, kind: working }, source: { clause: LB 11 } }
coverRule: { mode: share, share: 60 %, evaluationBeforeStart: true, source: { clause: LB 12 } }
remedies:
  objection: { remedy: { zh: 向镇政府书面异议, en: written objection to the town }, days: 15, source: { clause: LB 13 } }
`,
  'invented/shiqiao/city.yaml': `# 石桥市（虚构）· 市级：三层（市、区、项目）叠加
format: fangpiao-policy-pack/1
id: shiqiao
layer: city
name: { zh: 石桥市（虚构）, en: Shiqiao (invented) }
version: 1.0.0
state: in-force
documents: { SQ: { title: 石桥市房票办法（虚构） } }
effective: { from: 2025-01-01, source: { clause: SQ 1 } }
registration: { mode: for-the-record, source: { clause: SQ 1 } }
transition: { keepsEarlier: none, source: { clause: SQ 1 } }
rounding: { mode: up, source: { clause: SQ 1 } }
appliesTo: { programmes: [dilapidated-housing], landKinds: [state], origins: [expropriation], holders: [person], source: { clause: SQ 1 } }
inputs:
  titleArea: { name: { zh: 产权面积, en: title area }, unit: area }
values:
  basePrice: { name: { zh: 基准价, en: base price }, unit: money-per-area, limits: { value: { min: 3000 yuan/m2, max: 9000 yuan/m2 } }, source: { clause: SQ 2 } }
  rewardRatio: { name: { zh: 奖励比例, en: reward ratio }, unit: ratio, limits: { value: { max: 15 % } }, source: { clause: SQ 2 } }
face:
  formulas: { standard: { name: { zh: 标准, en: standard }, source: { clause: SQ 2 } } }
  components:
    home: { name: { zh: 房屋补偿, en: home }, role: base, amount: titleArea * basePrice, counts: inside-face, source: { clause: SQ 2 } }
    reward: { name: { zh: 奖励, en: reward }, role: policy-reward, amount: rewardRatio * home, counts: inside-face, source: { clause: SQ 2 } }
    movingFee: { name: { zh: 搬迁费, en: moving fee }, role: fee, amount: 1500 yuan, counts: paid-in-cash, limits: { counts: { oneOf: [inside-face, paid-in-cash], reason: required } }, source: { clause: SQ 2 } }
rewards:
  reward: { name: { zh: 奖励, en: reward }, timing: from-start, component: reward, keptIfBaseNotUsedInFull: 50 %, source: { clause: SQ 3 } }
issueGates: { agreement: effective, vacated: false, source: { clause: SQ 4 } }
validity: { on: 2026-06-30, firstDayCounts: false, rollOverHolidays: true, remindDaysBefore: [30], source: { clause: SQ 4 } }
goods:
  residential: { saleStages: [ready, second-hand], listing: not-required, useEvent: title-transfer-date, source: { clause: SQ 5 } }
  storage: { saleStages: [ready], listing: required, useEvent: contract-date, source: { clause: SQ 5 } }
buyers: { holder: { source: { clause: SQ 5 } }, parent-in-law: { proofs: [kinship-proof], source: { clause: SQ 5 } } }
use: { split: false, merge: false, voucherFirst: true, topUpBy: household, topUpKinds: [own-funds, provident-fund-withdrawal], districts: whole-city, crossDistrictPayer: issuing-district, largestShareOfPrice: 80 %, source: { clause: SQ 5 } }
transfer: { allowed: true, times: 1, circle: whole-city, whoMustOwn: nobody, source: { clause: SQ 6 } }
cashOut:
  allowed: true
  afterPurchase: true
  minimumShareUsed: 50 %
  denominator: face
  reading: whole-balance
  bands: [{ from: 0, below: 20 %, value: 90 % }, { from: 20 %, below: 40 %, value: 70 % }, { from: 40 %, value: 40 % }]
  source: { clause: SQ 7 }
expiry: { whollyUnused: replacement-home, leftoverAtExpiry: exchange, rewardDeducted: all, subsidyStops: true, source: { clause: SQ 8 } }
afterLateRescission: { outcome: to-expired, source: { clause: SQ 8 } }
instalments: { steps: [{ after: title-registered, share: 100 %, term: { days: 7, kind: calendar } }], source: { clause: SQ 9 } }
claims:
  developer: { conditions: [title-registered], reviewWithin: { days: 3, kind: working }, source: { clause: SQ 9 } }
  seller: { conditions: [title-transferred], reviewWithin: { days: 3, kind: working }, source: { clause: SQ 9 } }
coverRule: { mode: forecast, evaluationBeforeStart: true, source: { clause: SQ 10 } }
`,
  'invented/shiqiao/district.yaml': `format: fangpiao-policy-pack/1
id: shiqiao-east
layer: district
of: shiqiao
name: { zh: 石桥市东区（虚构）, en: Shiqiao east (invented) }
version: 1.0.0
state: in-force
values:
  rewardRatio: { value: 12 %, source: { decision: 东政〔2025〕3号 } }
face:
  components:
    movingFee: { counts: inside-face, comment: 便于一次办结, source: { decision: 东政〔2025〕3号 } }
`,
  'invented/shiqiao/project.yaml': `format: fangpiao-policy-pack/1
id: shiqiao-east-bridgehead
layer: project
of: shiqiao-east
name: { zh: 东区桥头项目（虚构）, en: Bridgehead project (invented) }
version: 1.0.0
state: in-force
values:
  basePrice: { value: 6666.67 yuan/m2, source: { decision: 桥头项目补偿方案 } }
`,
  'invented/yunling/town.yaml': `# 云岭镇（虚构）：使用时取得的奖励、兑换、转让、除外
format: fangpiao-policy-pack/1
id: yunling
layer: city
name: { zh: 云岭镇（虚构）, en: Yunling (invented) }
version: 1.0.0
state: in-force
documents: { YL: { title: 云岭镇房票办法（虚构） } }
effective: { from: 2025-01-01, until: 2027-12-31, source: { clause: YL 1 } }
registration: { mode: none, source: { clause: YL 1 } }
transition:
  keepsEarlier: by-decision
  decisions: [{ scope: project, id: north-slope, pack: yunling-2023, decision: 云政〔2025〕2号 }]
  source: { clause: YL 1 }
rounding: { mode: half-even, source: { clause: YL 1 } }
appliesTo:
  programmes: [state-expropriation, mining-subsidence]
  landKinds: [state, collective]
  origins: [expropriation, talent-subsidy]
  holders: [person, co-owners, company]
  source: { clause: YL 2 }
inputs:
  assessedValueFen: { name: { zh: 评估价, en: assessed value }, unit: money }
  hasOtherSubsidy: { name: { zh: 已领其他购房补贴, en: other purchase subsidy }, unit: boolean, default: false }
  schoolAge: { name: { zh: 学龄子女, en: children of school age }, unit: count, default: 0 }
tiers:
  kindReward:
    name: { zh: 按商品房类别的奖励比例, en: reward by kind of goods }
    by: goods
    unit: ratio
    rows: [{ is: [residential], value: 4 % }, { is: [parking, garage], value: 1 % }, { otherwise: true, value: 0 % }]
    source: { clause: YL 5 }
  districtReward:
    name: { zh: 按购房区的奖励单价, en: reward by district of purchase }
    by: purchaseDistrict
    unit: money-per-area
    rows: [{ is: [new-town], value: 200 yuan/m2 }, { is: [old-town], value: 50 yuan/m2 }, { otherwise: true, value: 0 yuan/m2 }]
    source: { clause: YL 5 }
  soonReward:
    name: { zh: 按使用月份的奖励比例, en: reward by month of use }
    by: monthsSinceIssue
    unit: ratio
    rows: [{ from: 0, through: 6, value: 3 % }, { from: 7, through: 12, value: 1 % }, { from: 13, value: 0 % }]
    source: { clause: YL 5 }
  campaign:
    name: { zh: 促销期, en: campaign }
    by: usedOn
    unit: ratio
    rows: [{ through: 2025-06-30, value: 2 % }, { from: 2025-07-01, value: 0 % }]
    source: { clause: YL 5 }
face:
  formulas: { assessed: { name: { zh: 评估价, en: assessed value }, source: { clause: YL 3 } } }
  components:
    home: { name: { zh: 房屋补偿, en: home }, role: base, amount: assessedValueFen, counts: inside-face, source: { clause: YL 3 } }
    faceReward: { name: { zh: 选票奖励, en: reward for choosing the voucher }, role: policy-reward, amount: 5 % * home, counts: inside-face, source: { clause: YL 4 } }
rewards:
  faceReward: { name: { zh: 选票奖励, en: reward for choosing the voucher }, timing: from-start, component: faceReward, keptIfBaseNotUsedInFull: 0 %, source: { clause: YL 4 } }
  byKind:
    name: { zh: 按类别奖励, en: reward by kind }
    timing: earned-at-use
    amount: kindReward * used
    highest: 4 % * faceValue
    due: at-use
    source: { clause: YL 5 }
  soon:
    name: { zh: 早用奖励, en: reward for early use }
    timing: earned-at-use
    amount: soonReward * baseUsed
    highest: 3 % * baseTotal
    due: when-base-used-in-full
    source: { clause: YL 5 }
  byDistrict:
    name: { zh: 按区奖励, en: reward by district }
    timing: earned-at-use
    amount: min(districtReward * area, 30000 yuan)
    highest: 30000 yuan
    when: goods == 'residential'
    due: at-use
    source: { clause: YL 5 }
  campaign:
    name: { zh: 促销奖励, en: campaign reward }
    timing: earned-at-use
    amount: min(campaign * price, 20000 yuan)
    highest: 20000 yuan
    due: at-use
    source: { clause: YL 5 }
  wholeFace:
    name: { zh: 大额使用奖励, en: reward for large use }
    timing: earned-at-use
    amount: 1 % * faceValue
    highest: 1 % * faceValue
    when: share(used + usedBefore, faceValue) >= 90 %
    due: at-use
    source: { clause: YL 5 }
exclusions:
  other-subsidy: { when: hasOtherSubsidy, reason: { zh: 已领取其他购房补贴, en: another purchase subsidy was received }, source: { clause: YL 2 } }
issueGates: { agreement: effective, vacated: false, source: { clause: YL 2 } }
validity: { months: 18, firstDayCounts: false, rollOverHolidays: true, remindDaysBefore: [60], source: { clause: YL 6 } }
goods:
  residential: { saleStages: [ready, presale], listing: required, useEvent: filing-date, source: { clause: YL 7 } }
  parking: { saleStages: [ready], listing: not-required, useEvent: contract-date, source: { clause: YL 7 } }
  commercial: { saleStages: [ready], listing: required, useEvent: filing-date, proofs: [business-licence], source: { clause: YL 7 } }
buyers:
  holder: { source: { clause: YL 8 } }
  co-owner: { source: { clause: YL 8 } }
  child-in-law: { proofs: [marriage-certificate, kinship-proof], source: { clause: YL 8 } }
use:
  split: true
  merge: true
  maximumUnits: 3
  voucherFirst: true
  topUpBy: buyer
  topUpKinds: [own-funds]
  districts: [new-town, old-town]
  crossDistrictPayer: issuing-district
  purchasesBeforeIssueDays: 60
  stacksWith: [first-home-subsidy]
  source: { clause: YL 8 }
transfer: { allowed: true, times: 2, circle: same-district, whoMustOwn: giver, homesAtLeast: 2, source: { clause: YL 9 } }
cashOut: { allowed: false, source: { clause: YL 10 } }
expiry:
  whollyUnused: exchange
  leftoverAtExpiry: exchange
  rewardDeducted: belonging
  rewardAttribution: base-first
  deduction: 5 %
  interest: { yearlyRate: 1.2 %, dayCount: 30/360 }
  applyWithinMonths: 3
  subsidyStops: false
  source: { clause: YL 10 }
afterLateRescission: { outcome: days-given-back, days: 45, source: { clause: YL 10 } }
instalments:
  steps: [{ after: invoiced, share: 100 %, term: { days: 15, kind: working } }]
  lateInterest: { yearlyRate: 3.6 %, dayCount: actual/360 }
  source: { clause: YL 11 }
claims: { developer: { conditions: [invoice], reviewWithin: { days: 3, kind: working }, source: { clause: YL 11 } } }
coverRule: { mode: full, evaluationBeforeStart: false, source: { clause: YL 12 } }
sideRights:
  school: { name: { zh: 入学资格, en: school place }, when: schoolAge > 0 and goods == 'residential', certificate: { zh: 子女可在购房所在学区入学, en: children may enter the school of the district }, source: { clause: YL 13 } }
  deed-tax: { name: { zh: 契税减免, en: deed tax relief }, when: price <= 1000000 yuan, certificate: { zh: 契税按规定减免, en: deed tax is reduced }, source: { clause: YL 13 } }
  rent: { name: { zh: 过渡期租房支持, en: rent support }, certificate: { zh: 购房后至交付前可领租房补贴, en: rent support until handover }, source: { clause: YL 13 } }
`,
  'kunming/city.yaml': `# 昆明市 · 市级部分（据西建函〔2024〕67号所述，细则原文未收录）
format: fangpiao-policy-pack/1
id: kunming
layer: city
name: { zh: 昆明市房屋征收补偿房票安置, en: Kunming housing vouchers }
version: 1.0.0
state: in-force
note:
  zh: 昆建通〔2024〕78号细则原文未收录，此处只写复函载明的内容。
  en: The detailed rules are not at hand; only what the letter states is written as law.

documents:
  KM: { title: 关于政协西山区十届三次会议第10030099号提案答复的函, issuedBy: 昆明市西山区住房和城乡建设局, number: 西建函〔2024〕67号, date: 2024-09-27 }
  KM78: { title: 昆明市房票核发使用结算管理实施细则（试行）, number: 昆建通〔2024〕78号, date: 2024-04-11 }
  KM79: { title: 昆明市房屋征收补偿房票安置房源库入（退）库管理实施细则（试行）, number: 昆建通〔2024〕79号 }

effective: { from: 2024-04-11, source: { clause: KM 1, quote: 于2024年4月11日印发了《昆明市房票核发使用结算管理实施细则（试行）》 } }
registration: { mode: none, source: { assumption: 复函未载明 } }
transition:
  keepsEarlier: none
  source: { clause: KM 2, quote: 已签订……征收安置补偿协议（产权调换）的22户被征收人开展试点房票安置工作 }
  comment: 已签产权调换协议的可转为房票协议，由安置办改签
rounding: { mode: half-up, source: { assumption: 复函未载明 } }

appliesTo:
  programmes: [state-expropriation, urban-village, transport]
  landKinds: [state, collective]
  origins: [expropriation]
  holders: [person, co-owners]
  source: { clause: KM 2, quote: 国有土地及房屋（住宅）征收安置补偿协议（产权调换） }
  open: [origins]

inputs:
  faceAmountFen: { name: { zh: 协议确定的票面金额, en: face amount agreed }, unit: money }
  printedRewardFen: { name: { zh: 载明的政策性奖励, en: policy reward printed }, unit: money, default: 0 }

face:
  formulas:
    as-agreed:
      name: { zh: 按协议载明, en: as agreed }
      source: { clause: KM 2, quote: 房票凭证载明……房票票面金额及政策性奖励金额、使用期限等信息 }
  components:
    faceAmount:
      name: { zh: 票面金额, en: face amount }
      role: base
      amount: faceAmountFen
      counts: inside-face
      source: { clause: KM 2, quote: 票面金额为 1012367.2 元 }
    printedReward:
      name: { zh: 政策性奖励（票面外载明）, en: policy reward printed beside the face }
      role: policy-reward
      amount: printedRewardFen
      when: printedRewardFen > 0 yuan
      counts: beside-face
      source: { assumption: 凭证分别载明票面金额与政策性奖励金额，奖励在票面之外 }

rewards:
  policyReward:
    name: { zh: 政策性奖励, en: policy reward }
    timing: earned-at-use
    amount: printedReward * share(used, faceValue)
    highest: printedReward
    due: at-use
    source: { assumption: 复函未载明何时取得，按使用比例取得，另行支付 }

issueGates: { agreement: effective, vacated: false, source: { assumption: 复函未载明 } }

validity:
  months: 12
  firstDayCounts: false
  rollOverHolidays: true
  remindDaysBefore: [90, 30, 7]
  open: [months]
  source: { assumption: 使用期限印于票面，复函未载明长短，按 12 个月 }

goods:
  residential: &any
    saleStages: [ready, presale]
    listing: required
    useEvent: filing-date
    sources: { useEvent: { assumption: 复函未载明 }, saleStages: { assumption: 复函称“可选择购买已竣工交付的现房”，未排除期房 } }
    source: { clause: KM 3.1, quote: 除住宅外房票还可用于购买商业、商办、车位等 }
  commercial: *any
  office: *any
  parking:
    saleStages: [ready]
    listing: required
    useEvent: contract-date
    sources: { useEvent: { assumption: 车位一般不办网签，以合同日期为准 }, saleStages: { assumption: 复函未载明 } }
    source: { clause: KM 3.1, quote: 除住宅外房票还可用于购买商业、商办、车位等 }

buyers:
  holder: { source: { clause: KM 2, quote: 房票持有人 } }
  co-owner: { source: { assumption: 复函未列购房人范围 } }
  spouse: { proofs: [marriage-certificate], source: { assumption: 复函未列购房人范围 } }
  parent: { proofs: [kinship-proof], source: { assumption: 复函未列购房人范围 } }
  child: { proofs: [kinship-proof], source: { assumption: 复函未列购房人范围 } }

use:
  split: true
  merge: true
  voucherFirst: true
  topUpBy: household
  topUpKinds: [own-funds, provident-fund-withdrawal, provident-fund-loan, commercial-loan]
  districts: whole-city
  crossDistrictPayer: issuing-district
  source: { assumption: 复函未载明 }

transfer: { allowed: false, source: { assumption: 复函未载明，按不得转让 } }
cashOut: { allowed: false, source: { assumption: 复函未载明，按不得提现 } }
expiry:
  whollyUnused: exchange
  leftoverAtExpiry: exchange
  rewardDeducted: none
  subsidyStops: false
  source: { assumption: 复函未载明；票面是补偿款，到期按票面余额兑换，票面外奖励不再取得 }
afterLateRescission: { outcome: days-given-back, days: 60, source: { assumption: 复函未载明 } }
instalments:
  steps: [{ after: invoiced, share: 100 %, term: { days: 20, kind: working } }]
  source: { assumption: 复函未载明 }
claims:
  developer: { conditions: [contract-filed, handed-over, invoice], reviewWithin: { days: 10, kind: working }, source: { assumption: 复函未载明 } }
  holder: { conditions: [voucher], reviewWithin: { days: 10, kind: working }, source: { assumption: 复函未载明 } }
coverRule: { mode: full, evaluationBeforeStart: true, source: { assumption: 复函未载明，按足额保障 } }
`,
  'kunming/xishan.yaml': `# 昆明市西山区 · 区级部分
format: fangpiao-policy-pack/1
id: xishan
layer: district
of: kunming
name: { zh: 西山区房票安置试点, en: Xishan pilot }
version: 1.0.0
state: in-force

roles:
  issue:
    agency: { zh: 西山区城市更新改造局, en: Xishan urban renewal bureau }
    level: district
    source: { clause: KM 2, quote: 核发部门为昆明市西山区城市更新改造局 }
`,
  'liaocheng/city.yaml': `# 聊城市 · 市级部分
# 依据：聊建字〔2023〕40号（原文未收录，仅见其名称）与东昌府区 2024 年 6 月汇报材料 [LC]。
format: fangpiao-policy-pack/1
id: liaocheng
layer: city
name: { zh: 聊城市征收改造项目结算凭证安置, en: Liaocheng housing vouchers }
version: 1.0.0
state: in-force
author: 市级政策专员
note:
  zh: 《指导意见（试行）》全文未公开，本部分只写汇报材料载明的内容，其余标为假设。
  en: The guiding opinion is not published in full; what the report does not state is marked as an assumption.

documents:
  LC:
    title: 坚定不移实施房票安置 精心建设高品质住宅 推动东昌府区房地产市场高质量发展
    issuedBy: 东昌府区人民政府
    date: 2024-06-01
  LJ:
    title: 聊城市征收改造项目结算凭证安置指导意见（试行）
    issuedBy: 聊城市住房和城乡建设局等八部门
    number: 聊建字〔2023〕40号

effective: { from: 2023-12-01, source: { assumption: 材料称“去年底”作出决策部署，按 2023 年 12 月 1 日 } }
registration: { mode: for-the-record, source: { assumption: 材料未载明备案要求 } }
transition:
  keepsEarlier: none
  source: { clause: LC 2.4, quote: 将原有拆迁政策与房票政策有机结合 }
rounding: { mode: half-up, source: { assumption: 材料未载明，按分四舍五入 } }

appliesTo:
  programmes: [shantytown-renovation, urban-village, transport]
  landKinds: [state, collective]
  origins: [expropriation]
  holders: [person, co-owners]
  source: { clause: LC 1.3, quote: 确定对17个未开工回迁安置项目不再进行建设，转为房票安置 }

inputs:
  legalArea: { name: { zh: 合法面积, en: legal area }, unit: area }
  basePriceFen: { name: { zh: 片区房票补偿基准价格, en: base price of the area }, unit: money-per-area }

face:
  formulas:
    by-legal-area:
      name: { zh: 基准价格乘合法面积, en: base price times legal area }
      source: { clause: LC 2.4, quote: 明确了各片区房票补偿基准价格和合法面积，作为开具房票的重要依据 }
  components:
    base:
      name: { zh: 基础补偿, en: base compensation }
      role: base
      amount: legalArea * basePriceFen
      counts: inside-face
      source: { clause: LC 2.4, quote: 明确了各片区房票补偿基准价格和合法面积，作为开具房票的重要依据 }

issueGates:
  agreement: effective
  vacated: false
  source: { assumption: 17 个项目多年前已拆迁，核发前不再要求腾空 }

validity:
  months: 12
  firstDayCounts: false
  rollOverHolidays: true
  remindDaysBefore: [90, 30, 7]
  limits: { months: { max: 24 } }
  source: { assumption: 材料未载明使用期限，按 12 个月 }

goods:
  residential:
    saleStages: [ready, presale, second-hand]
    listing: required
    useEvent: filing-date
    sources:
      useEvent: { clause: LC 1.4, quote: 完成网签备案601套 }
    comment: 二手房在房屋中介信息平台登记，视为在列
    source: { clause: LC 2.4, quote: 搭建二手房房票交易信息平台，有效满足持票群众购买二手房需求 }

buyers:
  holder: { source: { assumption: 材料未列购房人范围，持票人本人当然可以 } }
  co-owner: { source: { assumption: 材料未列购房人范围，按共有产权人可以 } }
  spouse: { proofs: [marriage-certificate], source: { assumption: 材料未列购房人范围，按直系亲属 } }
  parent: { proofs: [kinship-proof], source: { assumption: 材料未列购房人范围，按直系亲属 } }
  child: { proofs: [kinship-proof], source: { assumption: 材料未列购房人范围，按直系亲属 } }

use:
  split: true
  merge: true
  voucherFirst: true
  topUpBy: household
  topUpKinds: [own-funds, provident-fund-withdrawal, provident-fund-loan, commercial-loan]
  districts: whole-city
  crossDistrictPayer: issuing-district
  source: { assumption: 材料未载明；成交 8.1 亿元中房票 7.88 亿元，可见差额由住户补足 }

transfer: { allowed: false, source: { assumption: 材料未提转让，按不得转让 } }
cashOut: { allowed: false, source: { assumption: 材料未提余额提现，按不得提现 } }
expiry:
  whollyUnused: replacement-home
  leftoverAtExpiry: lapse
  subsidyStops: false
  source: { assumption: 材料未载明到期处理；“房票+实物”并行，整票未用的转实物安置 }
  limits: { leftoverAtExpiry: { oneOf: [exchange, replacement-home, lapse] } }
afterLateRescission:
  outcome: days-given-back
  days: 60
  source: { assumption: 材料未载明，按退还 60 日 }

instalments:
  steps:
    - { after: invoiced, share: 100 %, term: { days: 15, kind: working } }
  source: { assumption: 材料未载明分期，按一次付清，15 个工作日 }
claims:
  developer:
    conditions: [contract-filed, handed-over, invoice]
    reviewWithin: { days: 10, kind: working }
    source: { assumption: 材料只载明累计兑付 2.33 亿元，条件按网签、交付、发票 }
  seller:
    conditions: [contract-filed, title-transferred]
    reviewWithin: { days: 10, kind: working }
    source: { assumption: 二手房以过户代替发票 }
  holder:
    conditions: [voucher]
    reviewWithin: { days: 10, kind: working }
    source: { assumption: 材料未载明 }

coverRule:
  mode: forecast
  evaluationBeforeStart: true
  source: { clause: LC 2.5, quote: 用相应出让地块收益确保房票兑付资金及时到位 }
`,
  'liaocheng/dongchangfu.yaml': `# 聊城市东昌府区 · 区级部分
format: fangpiao-policy-pack/1
id: dongchangfu
layer: district
of: liaocheng
name: { zh: 东昌府区房票安置, en: Dongchangfu housing vouchers }
version: 1.0.0
state: in-force
author: 东昌府区房票安置工作协调机制办公室

validity:
  months: 12
  source: { assumption: 区实施方案未公开，按 12 个月 }

roles:
  review:
    agency: { zh: 东昌府区房票安置工作协调机制, en: Dongchangfu voucher coordination group }
    level: district
    source: { clause: LC 2.1, quote: 决定成立东昌府区房票安置工作协调机制 }
  release:
    agency: { zh: 东昌府区财政局, en: Dongchangfu finance bureau }
    level: district
    source: { assumption: 材料未载明由谁拨付 }
`,
  'jilin/overdue-measures.yaml': `# 吉安居办〔2020〕18号：逾期未安置的九类成因与可用措施（不是房票政策包）
format: fangpiao-overdue-measures/1
id: jilin
name: { zh: 吉林省棚改逾期未安置问题处置措施, en: Jilin measures for overdue resettlement }
version: 1.0.0
documents: { JL: { title: 关于加快推进棚户区改造和解决棚改逾期未安置问题工作的通知, number: 吉安居办〔2020〕18号, date: 2020-07-27 } }
measures:
  cash: { zh: 货币化安置, en: cash resettlement }
  other-site: { zh: 异地安置, en: resettlement at another site }
  transitional: { zh: 过渡性安置, en: transitional resettlement, needs: [supplementary-agreement] }
  court-liaison: { zh: 府院联动, en: court and government liaison }
  speed-up: { zh: 督促加快建设, en: speeding up construction }
  sign-agreements: { zh: 组织签订回迁安置协议, en: signing resettlement agreements }
  survey: { zh: 调查摸底, en: survey of the households’ wishes }
  compulsory-demolition: { zh: 启动司法手续实施强拆, en: compulsory demolition through the courts }
  national-support: { zh: 争取国家政策支持, en: applying for national support }
  government-funding: { zh: 加大财政投入, en: government funding }
  build-first: { zh: 专业部门先施工后结算, en: building first and settling later }
  land-reserve-funds: { zh: 落实土地收储资金和土地价款周转资金, en: land reserve funds }
  special-bonds: { zh: 棚改专项债券和专项贷款, en: special bonds and loans }
  developer-financing: { zh: 督促企业筹资复工, en: the developer raises funds }
  take-over: { zh: 政府或有实力的企业接盘, en: take-over by government or a strong company }
  liquidation: { zh: 资产清算, en: liquidation of assets }
  joint-meeting: { zh: 联席会议, en: joint meeting }
  tolerant-acceptance: { zh: 手续办理容缺机制, en: tolerant acceptance, needs: [listed-in-provincial-ledger] }
  collect-taxes: { zh: 催缴所欠税费, en: collection of taxes and fees }
  order-performance: { zh: 责令依法兑现承诺, en: order to perform }
  asset-freeze: { zh: 查封资产账户, en: freezing of assets and accounts }
  revoke-development: { zh: 回收房地产项目开发权, en: revocation of the development right }
  new-builder: { zh: 依法选择新的开发主体, en: a new builder }
causes:
  litigation: { zh: 涉法涉诉, en: litigation, measures: [court-liaison, cash, other-site, transitional], deadline: 09-30, deadlineFor: { zh: 法院 9 月底不能判决的改用货币化、异地或过渡性安置, en: 'no judgment by the end of September: cash, other site or transitional' }, source: { clause: JL 2.2.1, quote: 对９月底法院不能判决的，市县政府要采取货币化安置、异地安置或过渡性安置方式解决 } }
  under-construction: { zh: 已开工, en: under construction, measures: [speed-up, sign-agreements], deadline: 12-31, requires: [sign-agreements], source: { clause: JL 2.2.2, quote: 年底前要实现回迁安置。同时，组织逾期未安置居民签订回迁安置协议 } }
  not-started: { zh: 因征收、规划调整等尚未开工, en: not started because of expropriation or planning, measures: [survey, cash, other-site, transitional, compulsory-demolition], source: { clause: JL 2.2.3, quote: 通过采取货币化安置、异地安置、过渡性安置等方式解决……启动司法手续，尽快实施强拆 } }
  original-site: { zh: 群众强烈要求原地回迁, en: residents insist on the original site, measures: [survey, cash, other-site, transitional], source: { clause: JL 2.2.4, quote: 签订好补充协议，充分说明不利因素，明确自愿等待回迁安置住房建成和其它条款 } }
  facilities-missing: { zh: 配套设施不完善, en: finished but facilities missing, measures: [national-support, government-funding, build-first, sign-agreements], deadline: 12-31, requires: [sign-agreements], source: { clause: JL 2.2.5, quote: 专业部门先施工后结算的方式……确保年底前完成安置 } }
  money-ran-out:
    zh: 资金短缺停工
    en: money ran out
    measures: [speed-up]
    byLeader:
      government: [government-funding, land-reserve-funds, special-bonds]
      developer: [developer-financing, take-over, liquidation]
    source: { clause: JL 2.2.6, quote: 企业无能力继续建设的，启动政府或有实力的企业接盘程序，搞好资产清算 }
  not-accepted: { zh: 已建成未竣工验收, en: finished but not accepted, measures: [joint-meeting, tolerant-acceptance, collect-taxes], source: { clause: JL 2.2.7, quote: 出台解决逾期未安置问题项目手续办理的容缺机制 } }
  developer-defaults: { zh: 开发企业不兑现协议, en: developer defaults, measures: [order-performance, asset-freeze, revoke-development, new-builder, liquidation], source: { clause: JL 2.2.8, quote: 必要时可依法查封其资产账户，回收房地产项目开发权，并依法选择新的开发主体 } }
  deadlocked: { zh: 死结, en: deadlocked, measures: [other-site, cash, transitional, special-bonds], source: { clause: JL 2.2.9, quote: 可采取筹集异地安置房源、直接货币补偿方式和过渡性安置方式解决。资金来源可以申请债券方式解决 } }
deadlines:
  starts: { on: 09-30, zh: 棚户区改造项目全部开工, en: all projects started, source: { clause: JL 2.1.1, quote: 确保９月底前棚户区改造项目全部开工建设 } }
  inspection: { on: 11-30, zh: 省政府重点督查, en: inspection by the province, source: { clause: JL 3.2, quote: 省政府将于１１月底前……进行重点督查 } }
closeOut:
  responsible: { zh: 落实责任人, en: somebody answers for the case, source: { clause: JL 3.1, quote: 依据职责分工，落实部门责任，层层传导压力 } }
  resettled: { zh: 各户均已安置, en: every household is resettled, source: { clause: JL 3.1, quote: 挂图作战，销号管理，确保高质量完成各项任务 } }
  complaints: { zh: 投诉与来信来访均已答复, en: complaints and petitions are answered, source: { clause: JL 3.3, quote: 畅通举报投诉渠道，热情接到群众来信来访，及时化解矛盾纠纷 } }
`,
};

/** The files of each pack, by the id of its lowest part. */
// prettier-ignore
export const bundledPackFiles: Readonly<Record<string, readonly string[]>> = {
  'dalian-example-district': ['dalian/city.yaml', 'dalian/example-district.yaml'],
  'guangzhou-example-district': ['guangzhou/city.yaml', 'guangzhou/example-district.yaml'],
  'guangzhou-pilot': ['guangzhou/pilot.yaml'],
  'lubo': ['invented/lubo/town.yaml'],
  'shiqiao-east-bridgehead': ['invented/shiqiao/city.yaml', 'invented/shiqiao/district.yaml', 'invented/shiqiao/project.yaml'],
  'yunling': ['invented/yunling/town.yaml'],
  'xishan': ['kunming/city.yaml', 'kunming/xishan.yaml'],
  'dongchangfu': ['liaocheng/city.yaml', 'liaocheng/dongchangfu.yaml'],
};
