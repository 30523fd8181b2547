/**
 * One name in several forms: with a blank between its characters, with another dot, in traditional characters. Names are
 * compared in one form; what is shown is what was printed. That two names are one name makes no one of two people. Pure.
 */
import { foldTraditional } from '#engines/law/parse/citations-traditional.ts';

/** Traditional characters of family and given names, each with its simplified one, that texts of law seldom need. */
const PAIRS =
  '劉刘楊杨黃黄吳吴趙赵孫孙馬马羅罗鄭郑謝谢許许鄧邓馮冯韓韩蕭萧葉叶蔣蒋蘇苏呂吕盧卢鐘钟譚谭陸陆賈贾韋韦鄒邹閻阎龍龙賀贺顧顾龔龚萬万錢钱嚴严湯汤溫温齊齐喬乔龐庞顏颜莊庄聶聂魯鲁歐欧關关蘭兰紀纪畢毕' +
  '單单塗涂駱骆藍蓝遊游欒栾鮑鲍華华饒饶時时農农簡简車车項项連连蘆芦麥麦婁娄竇窦黨党宮宫費费衛卫應应閔闵鄔邬邊边師师倉仓榮荣叢丛鞏巩遲迟鄺邝談谈荊荆樂乐儲储勞劳諶谌藺蔺樓楼盤盘滿满買买鎖锁擺摆計计' +
  '門门雲云區区張张陳陈呉吴陽阳陰阴東东曉晓麗丽紅红國国強强偉伟軍军鳳凤義义慶庆寧宁銀银鐵铁鋼钢錦锦鎮镇鈞钧銘铭銳锐鋒锋鍵键鏡镜長长開开閣阁雙双靜静韻韵順顺穎颖頌颂題题頤颐飛飞馳驰駿骏驊骅驕骄鴻鸿' +
  '鵬鹏鷹鹰鶴鹤鶯莺岡冈崗岗嵐岚巖岩帥帅廣广彌弥彥彦從从恆恒愛爱懷怀戀恋戰战擁拥揚扬數数暉晖曄晔書书會会業业極极楨桢構构槍枪樹树橋桥檢检歡欢歲岁氣气漢汉潔洁澤泽濤涛濱滨瀾澜灝灏為为煒炜煥焕燁烨燦灿' +
  '燈灯爾尔狀状獻献瑋玮瑤瑶瓊琼環环璽玺現现琿珲當当療疗發发皚皑監监碩硕禎祯禮礼穩稳競竞節节範范篤笃緒绪維维綱纲綺绮緯纬縈萦績绩繼继續续纓缨習习聖圣聰聪聲声職职肅肃膽胆興兴艷艳芻刍葦苇蓮莲蔭荫藝艺' +
  '蘊蕴裝装見见視视親亲覺觉觀观詠咏詩诗詳详誌志誠诚調调諾诺謙谦謹谨譽誉讓让豐丰財财貞贞貴贵賢贤賓宾資资賦赋賽赛贊赞躍跃軒轩輕轻輝辉輪轮轍辙達达運运進进遠远遙遥選选邁迈鄉乡鄰邻醫医釗钊鈴铃鈺钰鉅钜' +
  '鍾钟閃闪闖闯陞升隊队階阶隨随險险霽霁靈灵頂顶須须領领頻频顯显風风飄飘養养騰腾驍骁體体魚鱼鮮鲜鳴鸣鴿鸽點点齡龄龜龟鳯凤寶宝寬宽對对導导將将專专尋寻屆届層层屬属島岛峽峡嶺岭帶带幫帮庫库廳厅彈弹徑径' +
  '復复憶忆憲宪懇恳擇择據据攝摄敵敌斷断於于昇升晝昼曆历權权欽钦歸归殘残淨净淵渊渾浑湧涌準准滄沧滅灭漁渔漸渐潤润澗涧濃浓濟济濰潍灃沣爍烁爭争牽牵猶犹獅狮獨独玨珏瑩莹璣玑瓏珑甦苏畫画異异疇畴盡尽確确' +
  '礪砺祿禄禦御稱称積积窮穷筆笔築筑糧粮純纯紹绍終终組组結结給给絲丝綜综綠绿綿绵緣缘縣县總总織织繡绣罷罢羨羡翹翘聯联脈脉腦脑臨临舉举艦舰蒼苍蓋盖薈荟薔蔷薩萨藥药蘿萝虛虚蝦虾螢萤補补製制襲袭覽览訊讯' +
  '記记設设試试該该認认語语說说課课請请論论諧谐諮谘謀谋證证識识護护讚赞豎竖貝贝負负責责貫贯貿贸質质贏赢邏逻釋释釣钓銅铜鋁铝錄录鍊炼鎧铠鏵铧鐸铎鑑鉴鑒鉴鑰钥闊阔陝陕隱隐雛雏離离電电霧雾響响頡颉顥颢' +
  '驗验鬆松鯤鲲鵑鹃鷗鸥鹽盐';

const SIMPLIFIED = new Map(
  Array.from(
    { length: PAIRS.length / 2 },
    (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)] as const,
  ),
);

/** The form in which names are compared. Characters that are names in their own right (喆, 堃, 淼) are left alone. */
export const nameKey = (name: string): string =>
  foldTraditional(
    [...name.normalize('NFKC').replace(/\s+/g, '')].map((c) => SIMPLIFIED.get(c) ?? c).join(''),
  ).replace(/[•・‧∙．.]/g, '·');
