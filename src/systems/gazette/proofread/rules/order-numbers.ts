/** Orders of the State Council beside the regulations that they promulgated or amended as a whole. */
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { shown } from './wording.ts';

/** Title to the numbers of the orders by which its text was promulgated. Public facts; only such as are certain. */
const ORDERS: ReadonlyMap<string, readonly number[]> = new Map(
  `殡葬管理条例 225 628
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
  about: '行政法规后面括注的国务院令号，与公布它的令号不同；只核对能确定的。',
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
          message: `《${shown(title)}》由国务院令第${known.join('号、第')}号公布，此处作第${n}号。`,
          suggestion: known.length === 1 ? String(known[0]) : null,
        };
      }
    }
  },
};
