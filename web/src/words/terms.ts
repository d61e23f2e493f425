// PLOVER's words in both languages: [English, Japanese]. A word that is not here is shown as it is.
type Terms = Record<string, [string, string]>;

const TYPES: Terms = {
  AGREE: ["Agree", "合意"],
  CONSULT: ["Consult", "協議"],
  SUPPORT: ["Support", "支持"],
  CONCEDE: ["Concede", "譲歩"],
  COOPERATE: ["Cooperate", "協力"],
  AID: ["Aid", "援助"],
  RETREAT: ["Retreat", "撤退"],
  REQUEST: ["Request", "要求"],
  ACCUSE: ["Accuse", "非難"],
  REJECT: ["Reject", "拒否"],
  THREATEN: ["Threaten", "威嚇"],
  PROTEST: ["Protest", "抗議"],
  SANCTION: ["Sanction", "制裁"],
  MOBILIZE: ["Mobilize", "動員"],
  COERCE: ["Coerce", "強制"],
  ASSAULT: ["Assault", "攻撃"],
};

const MODES: Terms = {
  visit: ["visit", "訪問"], "third-party": ["third party", "第三者の仲介"], multilateral: ["multilateral", "多国間"],
  phone: ["by telephone", "電話"], withdraw: ["withdraw", "撤収"], release: ["release", "解放"], disarm: ["disarm", "武装解除"],
  ceasefire: ["ceasefire", "停戦"], access: ["access", "受け入れ"], resign: ["resign", "辞任"], assist: ["assistance", "支援"],
  change: ["change", "変更"], yield: ["yield", "譲歩"], meet: ["meeting", "会談"], disapprove: ["disapprove", "不承認"],
  investigate: ["investigate", "調査"], allege: ["allege", "主張"], restrict: ["restrict", "制限"], arrest: ["arrest", "拘束"],
  relations: ["relations", "関係"], expel: ["expel", "追放"], territory: ["territory", "領域"], violence: ["violence", "武力"],
  demo: ["demonstration", "デモ"], riot: ["riot", "暴動"], strike: ["strike", "ストライキ"], hunger: ["hunger strike", "ハンスト"],
  boycott: ["boycott", "ボイコット"], obstruct: ["obstruct", "封鎖"], vandalize: ["vandalize", "破壊行為"],
  convict: ["convict", "有罪判決"], discontinue: ["discontinue", "停止"], troops: ["troops", "部隊"], weapons: ["weapons", "兵器"],
  police: ["police", "警察"], militia: ["militia", "民兵"], seize: ["seize", "押収"], censor: ["censor", "検閲"],
  curfew: ["curfew", "外出禁止"], "martial-law": ["martial law", "戒厳"], deport: ["deport", "国外退去"],
  withhold: ["withhold", "供給停止"], misinformation: ["misinformation", "偽情報"], cyber: ["cyber", "サイバー"],
  abduct: ["abduct", "拉致"], beat: ["beat", "暴行"], torture: ["torture", "拷問"], sexual: ["sexual", "性暴力"],
  targeted: ["targeted", "暗殺"], destroy: ["destroy", "破壊"], primitive: ["primitive arms", "刃物など"],
  firearms: ["firearms", "銃器"], explosives: ["explosives", "爆発物"], "suicide-attack": ["suicide attack", "自爆"],
  aerial: ["from the air", "空爆"], drone: ["drone", "無人機"], "heavy-weapons": ["heavy weapons", "重火器"],
  "crowd-control": ["crowd control", "鎮圧"], unconventional: ["unconventional", "大量破壊兵器"],
};

const CONTEXTS: Terms = {
  military: ["military", "軍事"], executive: ["executive", "政府"], diplomatic: ["diplomatic", "外交"],
  economic: ["economic", "経済"], "natural resource": ["natural resource", "資源"], legislative: ["legislative", "議会"],
  legal: ["legal", "司法"], "human rights": ["human rights", "人権"], election: ["election", "選挙"],
  territory: ["territory", "領土"], health: ["health", "保健"], refugees: ["refugees", "難民"], migration: ["migration", "移民"],
  misinformation: ["misinformation", "偽情報"], corruption: ["corruption", "汚職"], crime: ["crime", "犯罪"],
  cyber: ["cyber", "サイバー"], disaster: ["disaster", "災害"], environment: ["environment", "環境"], food: ["food", "食料"],
  gender: ["gender", "ジェンダー"], intelligence: ["intelligence", "情報活動"], labor: ["labour", "労働"],
  religion: ["religion", "宗教"], terrorism: ["terrorism", "テロ"], cbrn: ["CBRN weapons", "大量破壊兵器"],
};

const STATUSES: Terms = {
  actual: ["happened", "実際"], future: ["planned", "予定"], hypothetical: ["possible", "仮定"],
  negated: ["denied", "否定"], historical: ["long past", "過去"],
};

const QUADS: Terms = {
  "1": ["Verbal cooperation", "言葉の協力"], "2": ["Material cooperation", "行動の協力"],
  "3": ["Verbal conflict", "言葉の対立"], "4": ["Material conflict", "行動の対立"],
};

const STANCES: Terms = {
  support: ["supports", "支持"], oppose: ["opposes", "反対"], demand: ["demands", "要求"], concern: ["is concerned", "懸念"],
  any: ["any stance", "立場あり"],
};

const SECTORS: Terms = {
  GOV: ["government", "政府"], MIL: ["military", "軍"], LEG: ["legislature", "議会"], JUD: ["courts", "司法"],
  COP: ["police", "警察"], SPY: ["secret services", "情報機関"], PTY: ["governing party", "与党"], OPP: ["opposition", "野党"],
  REB: ["rebels", "反政府勢力"], PRM: ["private armies", "民兵組織"], CRM: ["criminals", "犯罪組織"], ELI: ["former officials", "元高官"],
  JRN: ["media", "報道機関"], BUS: ["business", "企業"], LAB: ["unions", "労組"], EDU: ["learning", "教育"],
  REL: ["religion", "宗教"], MED: ["medicine", "医療"], AGR: ["farming", "農業"], REF: ["refugees", "難民"],
  SOC: ["other groups", "団体"], CVL: ["citizens", "市民"], PRE: ["breakaway entity", "未承認地域"],
  UAF: ["armed men", "武装集団"], UNK: ["not known", "不明"],
};

const LANGS: Terms = { ja: ["Japanese", "日本語"], en: ["English", "英語"] };
const MANNERS: Terms = { direct: ["direct", "直接引用"], indirect: ["indirect", "間接引用"], mixed: ["mixed", "混合"] };
const MEDIA: Terms = {
  "press conference": ["press conference", "記者会見"], "social media": ["social media", "SNS"], statement: ["statement", "声明"],
  document: ["document", "文書"], letter: ["letter", "書簡"], report: ["report", "報告"], speech: ["speech", "演説"],
};

// Why a rule that fits makes no record: the outcomes of /api/explain. In English the server's words stand.
const OUTCOMES: Terms = {
  recorded: ["recorded", "記録した"], need: ["a condition of the rule does not hold", "規則の条件が満たされない"],
  no_actor: ["no actor is named", "主体が示されていない"],
  vague: ["its party is a vague region or nobody in particular", "当事者が漠然とした地域か、特定されない"],
  demanded: ["it is what another event demands, promises, threatens, refuses or supports", "別の出来事が要求・約束・威嚇・拒否・支持する内容である"],
  attribute: ["it only says what kind of thing its noun is", "名詞を説明しているだけである"], purpose: ["it is only a purpose", "目的にすぎない"],
  obligation: ["it only says what should be done", "なすべきことを述べているだけである"], denied: ["it stands under a denial", "否定の下にある"],
  weaker: ["a more specific rule fits the same predicate", "より特定的な規則が同じ述語に当てはまる"],
  agreed: ["what is agreed is recorded instead", "合意された内容を代わりに記録した"], self: ["its parties are the same", "当事者が同じである"],
  duplicate: ["the sentence already has this event", "この文には同じ出来事がすでにある"],
};

export const TERMS = {
  type: TYPES, mode: MODES, context: CONTEXTS, status: STATUSES, quad: QUADS, stance: STANCES, sector: SECTORS,
  lang: LANGS, manner: MANNERS, medium: MEDIA, outcome: OUTCOMES,
} satisfies Record<string, Terms>;

export type TermKind = keyof typeof TERMS;

// One character each, so that colour is never the only difference.
export const STANCE_MARK: Record<string, [string, string]> = {
  support: ["S", "支"], oppose: ["O", "反"], demand: ["D", "求"], concern: ["C", "懸"],
};
