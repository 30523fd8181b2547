/** `gongbao verify-licence FILE [--root ROOT.pem]`: needs no network and no database. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig } from '#base/config.ts';
import { type Certificate, readCertificateFile } from '#platform/seal/index.ts';
import { type FileReport, verifyLicenceFile } from '#systems/licences/file/verify-file.ts';
import { ROOT_FILE } from '#systems/licences/index.ts';
import { type Command, CommandFailure, writeOutput } from './cli-command.ts';
import { readWhole } from './cli-input.ts';

const USAGE = `用法：gongbao verify-licence 文件.pdf|- [--root 根证书.pem]

离线核验一份证照，或者办件的通知书、决定书：是否被改动，由谁盖的测试印章，证明什么，有效期到哪一天。
  --root 文件   可信的根证书（PEM 或 DER）。可在颁发证照的网站 /verify/root.pem 下载，
                请从您信得过的地方取得它：文件里自带的根证书谁都可以伪造。
                不给时用本机试用数据文件夹里的根证书。
撤销、注销、吊销只有颁发机构知道，离线查不到，请到网站 /verify 查询。

退出码：0 全部通过，1 有一项没有通过，2 用法有误或读不出文件`;

const FILE_BYTES_MAX = 20 * 1_048_576;

export const verifyLicenceCommand: Command = {
  usage: USAGE,
  async run(args) {
    const { file, root } = readArguments(args);
    const bytes = await readWhole(file, FILE_BYTES_MAX);
    const roots = await readRootFiles(root);
    const report = verifyLicenceFile(bytes, roots, Temporal.Now.plainDateISO('Asia/Shanghai'));
    await writeOutput([describe(report)]);
    return report.passed ? 0 : 1;
  },
};

function readArguments(args: string[]): { file: string; root: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args,
      options: { root: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { file, root: values.root };
  } catch {
    throw new CommandFailure(`不认识的选项。\n\n${USAGE}`);
  }
  throw new CommandFailure(`请给出一个文件。\n\n${USAGE}`);
}

/** The named root, else the one that a trial on this machine left in its data folder, else none. */
async function readRootFiles(named: string | undefined): Promise<Certificate[]> {
  const file = named ?? trialRoot();
  if (file === undefined) return [];
  const certificate = readCertificateFile(await readWhole(file, 1_048_576));
  if (certificate?.authority) return [certificate];
  throw new CommandFailure(`这不是根证书：${file}。请重新下载根证书（PEM 或 DER 格式）。`);
}

function trialRoot(): string | undefined {
  const config = parseConfig({ GONGBAO_DATA: process.env.GONGBAO_DATA });
  if (!config.ok || config.value.database.kind !== 'embedded' || !config.value.database.folder)
    return undefined;
  const file = join(config.value.database.folder, ROOT_FILE);
  return existsSync(file) ? file : undefined;
}

function describe(report: FileReport): string {
  const { statement, paper, passed } = report;
  const lines = [passed ? '通过：文件是真的，没有被改动。' : '没有通过：请勿采信，原因见下。', ''];
  if (statement) {
    const { licence: m, annotation } = statement;
    lines.push(
      passed ? '所证明的内容' : '文件自称的内容（未经确认）',
      `  证照名称  ${m.ZZMC}`,
      `  证照标识  ${m.ZZBS}`,
      ...(m.ZZBH === null ? [] : [`  证照编号  ${m.ZZBH}`]),
      `  持证主体  ${m.CZZT}（${m.CZZTDMLX} ${m.CZZTDM}）`,
      `  许可事项  ${m.KZ_SXMC}`,
      ...m.KZ_NR.map(({ name, value }) => `  ${name}  ${value}`),
      `  颁发机构  ${m.ZZBFJG}，${m.ZZBFRQ}`,
      `  有效期    ${m.ZZYXQQSRQ} 至 ${m.ZZYXQJZRQ ?? '长期'}`,
      ...(annotation ? [`  加注件    ${annotation.JZJZZSY}，用到 ${annotation.JZJYXQJZSJ}`] : []),
      `  印章      ${report.sealedBy}，签于 ${report.signedAt}`,
      `  状态      离线不能知道是否已被撤销、注销、吊销，请在线查询`,
      '',
    );
  }
  if (paper)
    lines.push(
      passed ? '所证明的内容' : '文件自称的内容（未经确认）',
      `  文书名称  ${paper.title}`,
      `  文书编号  ${paper.number}`,
      `  事项      ${paper.itemName}`,
      `  办件编号  ${paper.caseNumber}`,
      `  出具机关  ${paper.agency}，${paper.date}`,
      ...paper.lines.map((line) => `  ${line}`),
      `  印章      ${report.sealedBy}，签于 ${report.signedAt}`,
      '',
    );
  lines.push('核验', ...report.checks.map((c) => `  ${c.passed ? '✓' : '✗'} ${c.title}：${c.detail}`), '');
  if (report.rootFingerprint !== null) lines.push(`文件自带的根证书 SM3 指纹：${report.rootFingerprint}`);
  lines.push('这是测试印章，不具法律效力。', '');
  return lines.join('\n');
}
