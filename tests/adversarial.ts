/**
 * Pieces of text that, repeated without end, are the worst for some rule of the parser: openings that nothing closes,
 * marks that make a rule look far ahead or far back. The fuzz tests parse them; `npm run bench -- growth` times them.
 */
export const ADVERSARIAL: readonly string[] = [
  ...['《', '》', '〔', '（', '〈《', '《甲', '《甲\n', '（2023', '〔2024〕', '令第', '本法', '该办法'],
  ...['《甲》《乙》（甲〔2023〕1号）', '《甲》（乙〔2024〕1号', `${'和'.repeat(30)}〔2023〕1号`],
  ...['（一）', '(一)', '一、', '一、\n', '一是', '1.', '１', '第一条 ', '第一条\n', '> ', '# ', '　'],
  ...[
    '\t',
    '\n',
    '|',
    '| a |\n',
    '甲\t乙\n',
    '| a | b |\n',
    '| - | - |\n',
    '序号\n',
    '附件\n',
    '\n\n附件\n',
    '目 录\n',
    '各：\n',
  ],
  ...['2024年', '2023年5月1日至', '123456', '增长1.0%，', '自', '起施行', '有效期'],
  ...['废止', '废止\n', '《甲》同时废止', '拟废止目录\n1.《甲》\n', '作如下修改：1.'],
  ...['免去甲某', '任命甲某、', '关于印发《', '的通知\n'],
];

/** An issued document of that piece for at least so many characters: finders read only what stands in a document. */
export function issuedOf(piece: string, characters: number): string {
  const body = piece.repeat(Math.ceil(characters / piece.length));
  return `样例市人民政府关于样例工作的通知\n样政发〔2024〕1号\n各单位：\n${body}\n样例市人民政府\n2024年2月3日\n`;
}
