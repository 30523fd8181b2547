/** Compiles one Typst document in a process of its own. Speaks with `compile.ts`. */
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { CompileAnswer, CompileJob } from './compile.ts';

process.once('message', (job: CompileJob) => {
  const answer = compile(job);
  process.send?.(answer, () => process.disconnect?.());
});

function compile(job: CompileJob): CompileAnswer {
  const compiler = NodeCompiler.create({
    workspace: job.workspace,
    fontArgs: [{ fontPaths: [...job.fontFolders] }],
  });
  for (const [path, content] of job.files) compiler.mapShadow(path, Buffer.from(content));
  const compiled = compiler.compile({ mainFilePath: job.main });
  const failed = compiled.takeError();
  const document = compiled.result;
  if (failed || !document) return { kind: 'failed', diagnostics: messages(compiler, failed) };
  const pages = document.numOfPages;
  try {
    return { kind: 'done', ...exportPdf(compiler, document, job.createdAt), pages };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { kind: 'failed', diagnostics: [`${code ?? ''} ${message}`.trim()] };
  }
}

/** A file that fails a check of PDF/UA is still a file: it is given, tagged, without the claim. */
function exportPdf(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
  creationTimestamp: number,
): { bytes: Uint8Array; conforms: boolean } {
  try {
    return { bytes: compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp }), conforms: true };
  } catch {
    return { bytes: compiler.pdf(document, { creationTimestamp }), conforms: false };
  }
}

function messages(
  compiler: NodeCompiler,
  failed: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null,
): string[] {
  if (!failed) return ['no document'];
  return compiler.fetchDiagnostics(failed).map((d: { message?: string }) => String(d.message ?? d));
}
