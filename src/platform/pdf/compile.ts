/**
 * Typst to PDF. The compiler is native code that cannot be interrupted within a call, so it runs in a process of
 * its own: the server's event loop never waits for it, a time limit can end it for certain, its memory goes back
 * to the system, and a crash in it is an answer and not the end of the server.
 */
import { fork } from 'node:child_process';
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
  readonly dataBytesMax?: number;
  readonly pdfBytesMax?: number;
};

const TIME_MS = 120_000;
const DATA_BYTES_MAX = 40 * 1_048_576;
const PDF_BYTES_MAX = 200 * 1_048_576;

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
  const queued = await queue.run(() => inChild(job, limits.timeMs ?? TIME_MS));
  if (queued === 'full') return refuse('pdf.too_many', '排版的请求太多，暂时排不上。请过一两分钟再下载。');
  if (queued.ok && queued.value.bytes.byteLength > (limits.pdfBytesMax ?? PDF_BYTES_MAX)) return tooLarge;
  return queued;
}

const tooLarge = refuse(
  'pdf.too_large',
  '内容太大，排不成一个 PDF 文件。请按文件分别下载，或按期拆开后再排。',
);

function inChild(job: CompileJob, timeMs: number): Promise<Result<Pdf, PdfRefusal>> {
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
    child.kill('SIGKILL');
  });
}

const failed = (why: string) =>
  refuse(
    'pdf.failed',
    `排版没有成功，没有生成文件。请把下面的说明交给系统管理员：${why.trim().slice(0, 600)}`,
  );

const SHOWN_MAX = 20;
const AROUND = 8;

function missingWords(missing: readonly string[], data: string): string {
  const shown = missing.slice(0, SHOWN_MAX).map((c) => {
    const at = data.indexOf(c);
    const before =
      data
        .slice(Math.max(0, at - AROUND), at)
        .split('"')
        .at(-1) ?? '';
    const around = before + (data.slice(at, at + AROUND).split('"')[0] ?? '');
    const code = (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return `“${c}”（U+${code}，在“…${around}…”处）`;
  });
  const more = missing.length > SHOWN_MAX ? `等 ${missing.length} 个` : '';
  return `现有字体没有这些字，印出来会是空框，因此没有排版：${shown.join('、')}${more}。请核对是不是错字；确是生僻字的，请把含有它的字体文件放入字体文件夹（环境变量 GONGBAO_FONTS），再试一次。`;
}
