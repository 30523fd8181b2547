/** Two ways of writing one thing within one text, and characters of the other script. */
import type { Noticed, Rule } from '../../finding.ts';
import { passagesOf } from './pieces.ts';

/** Rarer and usual: both are Chinese, but one text keeps to one of them in the same compound. */
const PAIRS: readonly (readonly [rare: string, usual: string])[] = [
  ['水准', '水平'],
  ['其它', '其他'],
  ['巡察', '巡查'],
  ['惟一', '唯一'],
  ['身分', '身份'],
  ['成份', '成分'],
  ['做为', '作为'],
  ['做出', '作出'],
  ['交待', '交代'],
  ['热中', '热衷'],
];
/** The usual one must stand so many times as often. */
const TIMES = 4;

export const wordVariant: Rule = {
  name: 'wording.variant',
  title: '写法前后不一',
  about:
    '同一个词在全文有两种写法（其它/其他），或同一个搭配里用了两个近义词（服务水准/服务水平），少的一种应当统一。',
  *find(text) {
    const whole = passagesOf(text)
      .map(({ words }) => words)
      .join('\n');
    for (const [rare, usual] of PAIRS) {
      const few = whole.split(rare).length - 1;
      const many = whole.split(usual).length - 1;
      if (few === 0 || many < TIMES * few) continue;
      for (const { words, front, span } of passagesOf(text)) {
        if (front) continue;
        for (let at = words.indexOf(rare); at >= 0; at = words.indexOf(rare, at + 1)) {
          // 水准 is a word of its own; only in a compound that the text also has with 水平 do both mean one thing.
          const before = words.slice(Math.max(0, at - 2), at);
          const compound =
            FREE.has(rare) || (/^\p{Script=Han}{2}$/u.test(before) && whole.includes(before + usual));
          if (!compound) continue;
          yield {
            span: span(at, at + rare.length),
            message: `“${rare}”全文 ${few} 处，“${usual}”${many} 处${FREE.has(rare) ? '' : `（“${before}${usual}”也在其中）`}，应当统一。`,
            suggestion: usual,
          };
        }
      }
    }
  },
};
/** Mere spellings of the usual one. */
const FREE = new Set(['其它', '惟一', '身分', '成份', '交待', '热中', '做为']);

/** Traditional and simplified, those met most; facts. */
const SCRIPT =
  '國国會会關关發发開开實实務务業业產产來来時时對对應应員员機机規规級级證证長长門门問问間间聞闻們们個个這这為为與与從从當当點点線线過过還还進进運运達达區区縣县鎮镇鄉乡處处辦办廳厅總总統统計计記记設设許许評评話话語语說说請请調调論论議议護护責责費费資资質质購购賣卖買买貨货貴贵賠赔負负財财貿贸賽赛贊赞車车軍军軌轨較较載载輛辆輕轻輪轮輸输轉转農农邊边郵邮醫医釋释鐵铁銀银錢钱鋼钢錄录鍵键鐘钟開开陽阳陰阴隊队階阶際际險险隨随難难雲云電电需需靈灵靜静響响頁页項项順顺須须預预領领頭头題题額额願愿類类顯显風风飛飞飯饭飲饮館馆馬马駐驻驗验驚惊體体魚鱼鳥鸟麥麦黃黄齊齐龍龙優优儀仪億亿償偿儲储兒儿內内兩两冊册凍冻準准劃划劇剧劑剂動动勞劳勢势勵励勸劝匯汇協协單单參参雙双變变號号吳吴員员嚴严團团圍围園园圖图圓圆執执堅坚報报場场塊块壓压壞坏壯壮夠够夢梦奪夺奮奋婦妇孫孙學学寧宁寫写寬宽審审導导將将專专尋寻層层屬属歲岁島岛師师帶带帳帐幣币幫帮幹干庫库廠厂廣广廢废張张強强彈弹歸归徑径復复徵征德德憂忧憲宪懲惩懷怀態态慶庆懸悬戰战戲戏戶户擔担據据擬拟擴扩擇择擊击操操檔档檢检權权樓楼標标樣样樹树橋桥極极構构歡欢歷历殘残殺杀氣气決决沒没況况淨净減减測测湯汤滅灭滿满漢汉潔洁濟济濕湿灣湾災灾熱热燈灯爭争爾尔狀状獨独獎奖獲获環环現现療疗監监盤盘盡尽眾众礎础禮礼種种稱称積积穩稳窮穷築筑範范節节簡简糧粮約约紅红紀纪級级納纳紙纸細细終终組组結结給给絕绝絡络經经綠绿維维網网緊紧練练續续縮缩織织罰罚羅罗義义習习聖圣聯联職职聽听肅肃膚肤臨临興兴舊旧艦舰藝艺節节莊庄華华萬万葉叶藥药蘇苏處处術术衛卫裝装補补製制複复見见視视親亲覺觉觀观觸触訂订訓训訪访詞词試试誠诚誤误諮咨講讲謝谢識识譯译讀读讓让豐丰貧贫販贩貫贯貼贴賬账輔辅辭辞遠远適适選选遺遗鄰邻鑒鉴閉闭閱阅闊阔';

const SIMPLE = new Map<string, string>();
for (let i = 0; i + 1 < SCRIPT.length; i += 2)
  if (SCRIPT[i] !== SCRIPT[i + 1]) SIMPLE.set(SCRIPT.charAt(i), SCRIPT.charAt(i + 1));
const TRADITIONAL = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'g');
/** A text with more than this share of them is written in the other script. */
const OTHER_SCRIPT = 0.01;

export const traditionalSign: Rule = {
  name: 'foreign.traditional',
  title: '混入繁体字',
  about: '简体文本里的个别繁体字，多半由输入或识别带来。全文都用繁体的不算。',
  *find(text) {
    const found: Noticed[] = [];
    let size = 0;
    for (const { words, span } of passagesOf(text)) {
      size += words.length;
      for (const { 0: sign, index } of words.matchAll(TRADITIONAL)) {
        const right = SIMPLE.get(sign);
        if (right === undefined) continue;
        found.push({
          span: span(index, index + 1),
          message: `“${sign}”是繁体字，全文用简体，应为“${right}”。`,
          suggestion: right,
        });
      }
    }
    if (found.length <= Math.max(3, size * OTHER_SCRIPT)) yield* found;
  },
};
