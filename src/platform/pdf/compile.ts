/**
 * Typst to PDF. The compiler is native code that cannot be interrupted within a call, so it runs in a process of
 * its own: the server's event loop never waits for it, a time limit can end it for certain, its memory goes back
 * to the system, and a crash in it is an answer and not the end of the server.
 */
import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { fromRoot } from '#base/paths.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type FontRefusal, type Fonts, loadFonts } from './fonts.ts';
import { Queue } from './queue.ts';

export type CompileJob = {
  readonly workspace: string;
  readonly main: string;
  /** Virtual files by absolute path. */
  readonly files: readonly (readonly [path: string, content: Uint8Array])[];
  readonly fontFolders: readonly string[];
  /** Seconds since 1970. */
  readonly createdAt: number;
};

export type CompileAnswer =
  | { readonly kind: 'done'; readonly bytes: Uint8Array; readonly pages: number; readonly conforms: boolean }
  | { readonly kind: 'failed'; readonly diagnostics: readonly string[] };

export type PdfRefusal =
  | FontRefusal
  | 'pdf.glyph_missing'
  | 'pdf.failed'
  | 'pdf.too_large'
  | 'pdf.time_limit'
  | 'pdf.too_many';

export type Pdf = {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Whether it passed the compiler’s checks of PDF/UA-1; it is tagged in any case. */
  readonly conforms: boolean;
};

export type PdfRequest = {
  /** Folder of the template, absolute. */
  readonly folder: string;
  /** Name of the main file in it. */
  readonly main: string;
  /** What the template reads as `/data.json`; every string in it is printed as it is, never as markup. */
  readonly data: (fonts: Fonts) => unknown;
  /** Further virtual files (pictures) by name in the folder. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The date the file bears, so that the same input gives the same bytes. */
  readonly date: Temporal.PlainDate;
};

export type PdfLimits = {
  readonly fontFolder?: string | undefined;
  readonly timeMs?: number;
  /** What the compiler may hold in memory; watched where the system tells it (Linux). */
  readonly memoryBytesMax?: number;
  readonly dataBytesMax?: number;
  readonly pdfBytesMax?: number;
};

const TIME_MS = 120_000;
const DATA_BYTES_MAX = 40 * 1_048_576;
const PDF_BYTES_MAX = 200 * 1_048_576;

/** A thousand pages of tables take 2.5 GB. Beyond half of the machine the server itself would be in danger. */
const MEMORY_BYTES_MAX = Math.min(
  4 * 2 ** 30,
  (process.constrainedMemory() || totalmem()) / 2,
  totalmem() / 2,
);
const MEMORY_LOOK_MS = 250;

/** One compiler at a time leaves the other processors to the readers. */
const queue = new Queue({ atOnce: 1, waitingMax: 12 });

/**
 * Compiles a PDF/UA-1 file: tagged, with embedded subsets of its fonts.
 *
 * @returns `pdf.glyph_missing` names the characters that no font has, instead of printing empty boxes
 */
export async function compilePdf(
  request: PdfRequest,
  limits: PdfLimits = {},
): Promise<Result<Pdf, PdfRefusal>> {
  const fonts = await loadFonts(limits.fontFolder);
  if (!fonts.ok) return fonts;
  const data = JSON.stringify(request.data(fonts.value));
  const missing = fonts.value.missingIn(data);
  if (missing.length > 0) return refuse('pdf.glyph_missing', missingWords(missing, data));
  const content = Buffer.from(data);
  if (content.byteLength > (limits.dataBytesMax ?? DATA_BYTES_MAX)) return tooLarge;
  const job: CompileJob = {
    workspace: request.folder,
    main: `${request.folder}/${request.main}`,
    files: [
      [`${request.folder}/data.json`, content],
      ...[...(request.files ?? [])].map(([name, bytes]) => [`${request.folder}/${name}`, bytes] as const),
    ],
    fontFolders: fonts.value.folders,
    createdAt: Math.floor(request.date.toZonedDateTime('UTC').epochMilliseconds / 1000),
  };
  const queued = await queue.run(() =>
    inChild(job, limits.timeMs ?? TIME_MS, limits.memoryBytesMax ?? MEMORY_BYTES_MAX),
  );
  if (queued === 'full') return refuse('pdf.too_many', '排版的请求太多，暂时排不上。请过一两分钟再下载。');
  if (queued.ok && queued.value.bytes.byteLength > (limits.pdfBytesMax ?? PDF_BYTES_MAX)) return tooLarge;
  return queued;
}

const tooLarge = refuse(
  'pdf.too_large',
  '内容太大，排不成一个 PDF 文件。请按文件分别下载，或按期拆开后再排。',
);

function inChild(job: CompileJob, timeMs: number, memoryBytesMax: number): Promise<Result<Pdf, PdfRefusal>> {
  const child = fork(fromRoot('src/platform/pdf/compile-child.ts'), {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { promise, resolve } = Promise.withResolvers<Result<Pdf, PdfRefusal>>();
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  const timer = setTimeout(
    () =>
      resolve(
        refuse(
          'pdf.time_limit',
          `排版超过 ${Math.ceil(timeMs / 1000)} 秒，已停止，没有生成文件。请按文件分别下载；仍不行请联系系统管理员。`,
        ),
      ),
    timeMs,
  );
  const watch = setInterval(async () => {
    if ((await memoryOf(child.pid)) > memoryBytesMax) resolve(tooLarge);
  }, MEMORY_LOOK_MS);
  child.once('message', (answer: CompileAnswer) =>
    resolve(
      answer.kind === 'done'
        ? ok({ bytes: answer.bytes, pages: answer.pages, conforms: answer.conforms })
        : failed(answer.diagnostics.join('\n')),
    ),
  );
  child.once('error', (error) => resolve(failed(error.message)));
  child.once('exit', (code, signal) =>
    resolve(failed(`compiler ended with ${signal ?? code}: ${complaint}`)),
  );
  child.send(job, (error) => {
    if (error) resolve(failed(error.message));
  });
  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    child.kill('SIGKILL');
  });
}

/** Bytes that a process holds; 0 where the system does not tell. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmRSS:\s*(\d+) kB$/mu.exec(status)?.[1] ?? 0);
}

const failed = (why: string) =>
  refuse(
    'pdf.failed',
    `排版没有成功，没有生成文件。请把下面的说明交给系统管理员：${why.trim().slice(0, 600)}`,
  );

const SHOWN_MAX = 20;
const AROUND = 8;

function missingWords(missing: readonly string[], data: string): string {
  const listed = missing.slice(0, SHOWN_MAX).map((c) => {
    const at = data.indexOf(c);
    // By characters: a cut surrogate pair would be shown as a box itself.
    const before = [
      ...(data
        .slice(Math.max(0, at - 40), at)
        .split('"')
        .at(-1) ?? ''),
    ]
      .slice(-AROUND)
      .join('');
    const around = before + [...(data.slice(at, at + 40).split('"')[0] ?? '')].slice(0, AROUND).join('');
    const code = `U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
    const shown = /\p{Co}/u.test(c) ? `自造字 ${code}` : `“${c}”（${code}）`;
    return `${shown}，在“…${around.toWellFormed()}…”处`;
  });
  const more = missing.length > SHOWN_MAX ? `等 ${missing.length} 个` : '';
  return `现有字体没有这些字，印出来会是空框，因此没有排版：${listed.join('；')}${more}。请核对是不是错字；确是生僻字的，请把含有它的字体文件放入字体文件夹（环境变量 GONGBAO_FONTS），再试一次。`;
}
