/** What the one-stop service carries of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const channelsMissing = '登录和申报在网上、窗口、接口通用，好差评在网上、窗口通用；预约、排队叫号还没有运行';
const sameMissing = '网上、窗口、接口逐项测试过是同一版；自助终端和小程序还没有接入';
const themesMissing = '只有开饭店一件事；统一知识库、窗口直接解答率还没有运行';
const guidedMissing = '导办预审在网上和窗口运行；服务引导员的安排、线上人工帮办还没有运行';
const privacyMissing = '办件、材料、手机号加密保存，看证件号码留痕；镇街和部门自己的系统不在此内';

export const serviceCarriers: readonly Carrier[] = [
  {
    id: 'services.cases',
    title: '160项许可都能申请：网上或窗口收件，按法定期限受理、审查、决定、送达',
    kind: 'procedure',
    href: () => '/services',
    basis: [{ basis: cite('西夏区行政许可事项清单（2023年版）') }],
    tests: [
      testedBy(
        'tests/every-item.test.tsx',
        'all 160 items: one version, one form, one list of materials, one clock, one verdict on web, window and API',
      ),
      testedBy(
        'tests/services.test.tsx',
        'from the guide to the licence: applied, accepted, examined, granted, delivered; told in writing each time',
      ),
    ],
  },
  {
    id: 'services.channels',
    title: '同一事项在各渠道受理标准、材料、流程相同',
    kind: 'procedure',
    href: () => '/services',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（二）/二是'), missing: channelsMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/5'), missing: channelsMissing },
      { basis: cite('银西政办发〔2023〕67号', '二/（二）/三是'), missing: sameMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/6'), missing: sameMissing },
    ],
    tests: [
      testedBy(
        'tests/every-item.test.tsx',
        'all 160 items: one version, one form, one list of materials, one clock, one verdict on web, window and API',
      ),
    ],
  },
  {
    id: 'services.pre_review',
    title: '导办预审：提交之前请窗口先看草稿，逐项答复哪里要改；不是申请，随时可以直接提交',
    kind: 'procedure',
    href: () => '/services',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（三）/一是'), missing: guidedMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/7'), missing: guidedMissing },
    ],
    tests: [
      testedBy(
        'tests/pre-review.test.tsx',
        'asked, seen masked, answered part by part, told, mended, filed: what was said stands beside the case',
      ),
    ],
  },
  {
    id: 'services.themes',
    title: '一件事一次办：开饭店的几项一次填、一起办，前一项的证照传给后一项，一页看全部进展',
    kind: 'procedure',
    // The matter's own page is there when the items of the list are: a site without them still leads somewhere.
    href: () => '/services',
    basis: [{ basis: cite('银西政办发〔2023〕67号', '二/（三）/三是'), missing: themesMissing }],
    tests: [
      testedBy(
        'tests/one-matter.test.tsx',
        'asked once, filed in two rounds, the licence of the first passed on to the second, ended when all have ended',
      ),
      testedBy(
        'tests/one-matter.test.tsx',
        'papers and scans of a matter come into every case that asks for them, later rounds too, as the clerk noted them',
      ),
    ],
  },
  {
    id: 'services.privacy',
    title: '申请人填写的内容和材料加密保存，显示时遮掩，查看留痕',
    kind: 'rule',
    href: () => '/me/cases',
    basis: [{ basis: cite('银西政办发〔2023〕67号', '四/（二）'), missing: privacyMissing }],
    tests: [
      testedBy(
        'tests/services.test.tsx',
        'personal data: sealed in the database, masked on pages, readable to the official only with a line in the audit trail',
      ),
    ],
  },
];
