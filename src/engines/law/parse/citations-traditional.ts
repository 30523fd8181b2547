/**
 * Traditional characters of the words that the readers look for, folded one for one, so that every span stays valid.
 * Only those characters: this is no conversion of a text, and what is reported is taken from the text as printed.
 */
const PAIRS =
  '號号辦办發发廢废條条規规則则實实細细劃划計计綱纲預预單单錄录報报標标準准範范關关於于佈布頒颁轉转執执據据時时擬拟議议決决見见該该黨党廳厅國国務务區区縣县鎮镇證证許许書书暫暂試试為为從从與与訂订內内後后層层續续長长門门黃黄' +
  '華华滬沪強强組组織织別别義义釋释總总統统機机構构職职員员會会財财經经濟济營营業业產产權权責责賠赔償偿稅税貿贸質质環环護护資资農农漁渔礦矿鐵铁運运輸输車车場场處处罰罚審审訴诉訟讼憲宪監监檢检驗验測测氣气' +
  '藥药醫医療疗衛卫傳传廣广電电視视網网絡络訊讯學学師师體体圖图館馆藝艺術术遺遗歷历舊旧檔档勞劳動动險险補补優优撫抚軍军隊队邊边銀银債债應应災灾減减備备倉仓儲储糧粮種种樹树園园綠绿設设項项價价額额費费徵征' +
  '購购賣卖買买讓让賃赁齊齐濱滨東东陽阳陰阴漢汉滿满寧宁龍龙馬马島岛灣湾臺台專专屬属團团聯联個个問问題题戶户歲岁齡龄殘残婦妇兒儿來来間间進进過过還还這这遠远達达選选舉举碼码頁页編编輯辑譯译語语詞词讀读記记' +
  '談谈請请論论訪访認认誤误說说調调諮咨詢询識识譽誉貢贡獻献貧贫賬账賴赖贈赠趙赵軌轨較较載载輕轻輔辅辯辩邏逻鄉乡鄰邻鄭郑針针鋼钢錢钱錯错鏈链鑒鉴鑑鉴開开閉闭閱阅闊阔陸陆陳陈隨随隱隐雙双雜杂離离難难雲云霧雾' +
  '靈灵靜静響响頂顶順顺須须頓顿領领頭头頻频願愿類类顧顾風风飛飞飯饭飲饮養养驅驱騎骑驟骤點点齒齿澤泽劑剂劇剧創创剛刚勝胜勢势勵励協协卻却參参啟启喪丧嚴严囑嘱圍围堅坚墊垫壓压壞坏壯壮壽寿夠够夢梦奪夺奮奋獎奖' +
  '孫孙寬宽寫写導导將将尋寻對对屆届帶带幣币幫帮庫库廟庙廠厂彈弹徑径復复複复徹彻恆恒惡恶慶庆憂忧憑凭懷怀懸悬戰战戲戏拋抛掃扫採采揚扬換换損损搶抢撥拨擇择擊击擔担擴扩擾扰攜携敗败敵敌數数斷断暢畅曆历極极榮荣' +
  '樂乐樓楼橋桥欄栏歡欢歐欧歸归殺杀毀毁沒没況况淨净湯汤溝沟滅灭滯滞漲涨漸渐潔洁潛潜濕湿濃浓無无煙烟熱热爐炉爭争牆墙狀状獨独獲获畫画異异當当盡尽眾众礎础禮礼稱称穀谷積积穩稳窮穷競竞筆笔節节築筑簡简簽签籌筹' +
  '糾纠紀纪約约級级納纳純纯紙纸終终結结絕绝給给維维緊紧線线緩缓練练縱纵繼继羅罗習习聖圣聲声聽听肅肃脫脱膚肤臨临興兴艦舰艱艰莊庄萬万葉叶蓋盖薦荐藍蓝蘇苏蘭兰虛虚虧亏蟲虫裝装裡里裏里製制覽览覺觉觀观觸触討讨' +
  '訓训託托診诊詐诈評评詳详誠诚誰谁課课諒谅諾诺謀谋講讲變变豐丰貝贝負负貨货販贩貫贯貴贵貸贷貼贴賽赛趨趋躍跃轄辖連连遊游適适遲迟遷迁邁迈鄧邓釀酿銷销鎖锁鐘钟閘闸閣阁閩闽陣阵際际雖虽韓韩顯显飾饰馮冯騰腾魯鲁' +
  '鮮鲜鹽盐麗丽麥麦';

/** Folded code unit by code unit, 0 where nothing is folded: a look-up is far cheaper than a character class. */
const FOLD = new Uint16Array(0x10000);
for (let i = 0; i < PAIRS.length; i += 2) FOLD[PAIRS.charCodeAt(i)] = PAIRS.charCodeAt(i + 1);

/** The text with those characters folded; the text itself when it has none. Same length, same offsets. */
export function foldTraditional(text: string): string {
  let folded = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const to = FOLD[text.charCodeAt(i)];
    if (to === undefined || to === 0) continue;
    folded += text.slice(from, i) + String.fromCharCode(to);
    from = i + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/**
 * The words as printed in `text`, when `words` was read at or after `from` in its folded form. Whether anything was
 * folded at all is for the caller to ask, once: comparing two long texts for every word made the parser quadratic.
 */
export function asPrinted(text: string, folded: string, from: number, words: string): string {
  const at = folded.slice(from, from + words.length + 400).indexOf(words);
  return at < 0 ? words : text.slice(from + at, from + at + words.length);
}
