/**
 * Importing what was uploaded, outside any request: the job's handler. It may run again after a crash, or twice at
 * once in two processes: one run has the upload by a lease, and the import itself is all or nothing and idempotent.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#base/log.ts';
import type { Refusal, Result } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { Db } from '#platform/store/store.ts';
import { type ImportReport, type ImportStep, importIssue } from '../import-issue.ts';
import type { RecordedStep, UploadReport, UploadState } from './tables.ts';
import { endUpload, recordSteps, type TakenUpload, takeUpload, uploaderOf, yieldUpload } from './uploads.ts';

export type RunContext = {
  readonly db: Db;
  readonly log: Log;
  readonly maxBytes: number;
  readonly parse: (bytes: Uint8Array) => Promise<Result<Artifact, string>>;
};

const LEASE_SECONDS = 20;
const FAILURES_MAX = 3;
/** A server killed this often while it imports one file is killed by that file. */
const ATTEMPTS_MAX = 40;

/** Imports one upload to its end. Returns when it has ended, by this run or another. */
export async function runUpload(context: RunContext, uploadId: string): Promise<void> {
  const run = randomUUID();
  const taken = await take(context.db, uploadId, run);
  if (!taken) return;
  const heartbeat = setInterval(
    () => {
      takeUpload(context.db, uploadId, run, LEASE_SECONDS, 'prolong').catch((err) =>
        context.log.warn({ err, uploadId }, 'lease of an upload not prolonged'),
      );
    },
    (LEASE_SECONDS * 1000) / 4,
  );
  try {
    const ended = await importTaken(context, taken);
    await endUpload(context.db, uploadId, ended);
  } catch (error) {
    await handleFailure(context, taken, error);
  } finally {
    clearInterval(heartbeat);
  }
}

/** Waits while another run has the upload: it either ends it, or its lease runs out. */
async function take(db: Db, uploadId: string, run: string): Promise<TakenUpload | undefined> {
  for (;;) {
    const taken = await takeUpload(db, uploadId, run, LEASE_SECONDS, 'begin');
    if (taken !== 'held') return taken;
    await sleep(1000);
  }
}

export type EndedUpload = {
  readonly state: UploadState;
  readonly steps: readonly RecordedStep[];
  readonly report: UploadReport;
  readonly editionId: string | null;
};

async function importTaken(context: RunContext, upload: TakenUpload): Promise<EndedUpload> {
  const steps: RecordedStep[] = [received(upload)];
  if (upload.attempts > ATTEMPTS_MAX) {
    return refused(steps, 'failed', 'parse', {
      code: 'gazette.import.crashes',
      message: `导入这份文件时程序多次中断，已停止重试，没有导入任何内容。请把编号 ${upload.id} 告诉系统管理员。`,
    });
  }
  const underWay = (step: string, label: string, outcome: string) =>
    recordSteps(context.db, upload.id, [...steps, { step, label, outcome, state: 'now' }]);
  await underWay('parse', '识别编码并解析', '正在识别文字编码、拆分文件和条款');
  const artifact = await context.parse(upload.bytes);
  if (!artifact.ok) return refused(steps, 'refused', 'parse', artifact.error);
  await underWay('store', '写入', '正在登记文件、条款、引用和效力；全部成功才会生效');
  const actor = await uploaderOf(context.db, upload.uploadedBy, upload.uploadedByName);
  const before: ImportStep[] = [];
  const result = await importIssue(
    {
      db: context.db,
      parse: () => artifact.value,
      maxBytes: context.maxBytes,
      takeIncomplete: upload.takeIncomplete,
      onStep: (step) => before.push(step),
    },
    actor,
    { name: upload.fileName, bytes: upload.bytes },
  );
  if (!result.ok) {
    const read = before.filter((s) => s.step !== 'receive');
    return refused([...steps, ...read], 'refused', read.length > 0 ? 'store' : 'parse', result.error);
  }
  return imported(upload, artifact.value, result.value);
}

const received = (upload: TakenUpload): RecordedStep => ({
  step: 'receive',
  label: '收到文件',
  outcome: `${upload.fileName ?? '未命名'}，${upload.bytes.byteLength.toLocaleString('zh-CN')} 字节`,
  state: 'done',
});

function refused(
  steps: readonly RecordedStep[],
  state: 'refused' | 'failed',
  step: 'parse' | 'store',
  error: Refusal,
): EndedUpload {
  const label = step === 'parse' ? '识别编码并解析' : '写入';
  return {
    state,
    steps: [...steps, { step, label, outcome: error.message, state: 'failed' }],
    report: { message: error.message, code: error.code },
    editionId: null,
  };
}

function imported(upload: TakenUpload, artifact: Artifact, report: ImportReport): EndedUpload {
  const here = report.outcome === 'already_here' && !upload.resumedFrom(report.editionId);
  const steps = report.steps.map((s) => (s.step === 'receive' ? received(upload) : s));
  const which = `《${report.title}》`;
  const message = here
    ? `${which}早已导入：内容逐字节相同，没有改动任何内容。`
    : report.outcome === 'corrected'
      ? `${which}已导入，登记为第 ${report.editionNumber} 版；此前的版本仍保留。`
      : `${which}已导入。`;
  return {
    state: here ? 'already_here' : 'imported',
    steps: here || report.outcome !== 'already_here' ? steps : steps.map(resumedStep),
    report: {
      message,
      title: report.title,
      outcome: report.outcome,
      issueId: report.issueId,
      editionNumber: report.editionNumber,
      encoding: artifact.source.encoding,
      issuances: artifact.issuances.length,
      residue: artifact.residue.length,
    },
    editionId: report.editionId,
  };
}

/** The import had been committed when the server stopped; what is left is to say so. */
const resumedStep = (step: RecordedStep): RecordedStep =>
  step.step === 'compare'
    ? { ...step, label: '写入', outcome: '写入已在服务器中断之前完成，重启后核对无误', state: 'done' }
    : step;

async function handleFailure(context: RunContext, upload: TakenUpload, error: unknown): Promise<void> {
  context.log.error({ err: error, uploadId: upload.id }, 'import failed unexpectedly');
  if (upload.failures + 1 < FAILURES_MAX) {
    await yieldUpload(context.db, upload.id);
    throw error;
  }
  await endUpload(
    context.db,
    upload.id,
    refused([received(upload)], 'failed', 'store', {
      code: 'gazette.import.failed',
      message: `程序出错，导入没有完成，没有导入任何内容；错误已记录。请稍后重新上传；仍不行请把编号 ${upload.id} 告诉系统管理员。`,
    }),
  );
}
