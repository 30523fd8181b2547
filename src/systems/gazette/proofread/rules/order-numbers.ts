/** Orders of the State Council beside the regulations that they promulgated or amended as a whole. */
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { shown } from './wording.ts';

/**
 * Title to the numbers of the orders by which its text was promulgated. Public facts, written from memory and not held
 * against the originals (assumed): the message says so.
 */
const ORDERS: ReadonlyMap<string, readonly number[]> = new Map(
  `殡葬管理条例 225 628
地质灾害防治条例 394
自然保护区条例 167
风景名胜区条例 474
城市供水条例 158
兽药管理条例 404
娱乐场所管理条例 458
互联网上网服务营业场所管理条例 363
营业性演出管理条例 439
危险化学品安全管理条例 344 591
易制毒化学品管理条例 445
医疗机构管理条例 149
突发公共卫生事件应急条例 376
艾滋病防治条例 457
护士条例 517
乡村医生从业管理条例 386
残疾人就业条例 488
劳动保障监察条例 423
职工带薪年休假条例 514
社会团体登记管理条例 250
基金会管理条例 400
婚姻登记条例 387
法律援助条例 385
农业机械安全监督管理条例 563
取水许可和水资源费征收管理条例 460
抗旱条例 552
城市绿化条例 100
城市市容和环境卫生管理条例 101
历史文化名城名镇名村保护条例 524
公路安全保护条例 593
特种设备安全监察条例 373 549
安全生产许可证条例 397
全国人口普查条例 576
烟花爆竹安全管理条例 455 666
民用爆炸物品安全管理条例 466 653
国有土地上房屋征收与补偿条例 590
重大行政决策程序暂行条例 713
政府信息公开条例 492 711
优化营商环境条例 722
政府投资条例 712
国务院关于在线政务服务的若干规定 716
森林防火条例 541
草原防火条例 542
行政复议法实施条例 499
保障农民工工资支付条例 724
物业管理条例 379 504
企业信息公示暂行条例 654
不动产登记暂行条例 656
市场主体登记管理条例 746
促进个体工商户发展条例 755
生产安全事故应急条例 708
生产安全事故报告和调查处理条例 493
建设工程质量管理条例 279
建设工程安全生产管理条例 393
人力资源市场暂行条例 700
社会救助暂行办法 649
城镇燃气管理条例 583
城镇排水与污水处理条例 641
政府督查工作条例 733
排污许可管理条例 736
地名管理条例 753
宗教事务条例 426 686
全民健身条例 560
校车安全管理条例 617
气象灾害防御条例 570
大型群众性活动安全管理条例 505
信访条例 431
医疗保障基金使用监督管理条例 735
行政事业性国有资产管理条例 738
失业保险条例 258
工伤保险条例 375 586
自然灾害救助条例 577
机关事务管理条例 621
公共机构节能条例 531
无证无照经营查处办法 684
行政区划管理条例 704
规章制定程序条例 322 695
行政法规制定程序条例 321 694`
    .split('\n')
    .map((line) => {
      const [title = '', ...numbers] = line.split(' ');
      return [title, numbers.map(Number)];
    }),
);
/** Orders that amended many regulations at once, and may be named beside any of them. */
const GENERAL = new Set([
  588, 638, 645, 653, 666, 676, 687, 690, 698, 703, 709, 714, 726, 732, 752, 764, 777, 797,
]);

export const citationOrder: Rule = {
  name: 'citation.order_number',
  title: '国务院令号有误',
  about: '行政法规后面括注的国务院令号，与所记的公布令号不同。所记的令号未经原件核对，以原件为准。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('国务院令')) continue;
      for (const { match, index } of matches(
        passage,
        /《([^《》]{4,30})》\s?[（(](?:中华人民共和国)?国务院令?\s?第\s?(\d{1,4})\s?号/gu,
      )) {
        const title = (match[1] ?? '').replace(/\s/gu, '').replace(/^中华人民共和国/u, '');
        const known = ORDERS.get(title);
        const n = Number(match[2]);
        if (known === undefined || known.includes(n) || GENERAL.has(n)) continue;
        const at = index + match[0].lastIndexOf(match[2] ?? '');
        yield {
          span: passage.flow.span(at, at + (match[2]?.length ?? 0)),
          message: `《${shown(title)}》由国务院令第${known.join('号、第')}号公布（凭记录，未经原件核对），此处作第${n}号，请核对。`,
          suggestion: known.length === 1 ? String(known[0]) : null,
        };
      }
    }
  },
};
