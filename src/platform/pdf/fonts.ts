/**
 * The fonts that papers are set in. Out of the box they are Noto Serif SC and Noto Sans SC from the package
 * registry. No free 仿宋, 楷体 or 小标宋 is at hand there, so Noto Serif stands in for all three; an office that
 * has a licence for the real ones puts their files into a folder and names it (GONGBAO_FONTS).
 */
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from '#base/paths.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { readFaces } from './sfnt.ts';

/** GB/T 9704-2012: 仿宋 for the body, 楷体 and 黑体 for headings, 小标宋 for titles; 宋体 for page numbers and tables. */
export type FontRole = 'fangsong' | 'kaiti' | 'heiti' | 'xiaobiaosong' | 'songti';

export type Fonts = {
  /** Folders for the compiler to look in. */
  readonly folders: readonly string[];
  /** Families of each role, the best first; the rest stand in glyph by glyph. */
  readonly families: Readonly<Record<FontRole, readonly string[]>>;
  /** Roles that are set in a substitute. */
  readonly substituted: readonly FontRole[];
  /** The characters of the text that no font draws, each once, in order. */
  missingIn: (text: string) => string[];
};

export type FontRefusal = 'pdf.font_missing';

const SHIPPED = [
  ['noto-serif-sc', '400Regular'],
  ['noto-serif-sc', '600SemiBold'],
  ['noto-serif-sc', '700Bold'],
  ['noto-serif-sc', '900Black'],
  ['noto-sans-sc', '400Regular'],
  ['noto-sans-sc', '500Medium'],
] as const;
const SERIF = 'Noto Serif SC';
const SANS = 'Noto Sans SC';

/** Names that the usual files of each kind give themselves. */
const KNOWN: Readonly<Record<FontRole, { names: readonly string[]; standIn: string }>> = {
  fangsong: {
    names: [
      '仿宋_GB2312',
      'FangSong_GB2312',
      '方正仿宋_GBK',
      'FZFangSong-Z02',
      '仿宋',
      'FangSong',
      '华文仿宋',
      'STFangsong',
    ],
    standIn: SERIF,
  },
  kaiti: {
    names: [
      '楷体_GB2312',
      'KaiTi_GB2312',
      '方正楷体_GBK',
      'FZKai-Z03',
      '楷体',
      'KaiTi',
      '华文楷体',
      'STKaiti',
    ],
    standIn: SERIF,
  },
  heiti: { names: ['黑体', 'SimHei', '方正黑体_GBK', 'FZHei-B01', '华文黑体', 'STHeiti'], standIn: SANS },
  xiaobiaosong: {
    names: [
      '方正小标宋_GBK',
      '方正小标宋简体',
      'FZXiaoBiaoSong-B05',
      'FZXiaoBiaoSong-B05S',
      '小标宋',
      '华文中宋',
      'STZhongsong',
    ],
    standIn: SERIF,
  },
  songti: { names: ['宋体', 'SimSun', '方正书宋_GBK', '华文宋体', 'STSong'], standIn: SERIF },
};
const ROLES = Object.keys(KNOWN) as FontRole[];

/** Characters that are not drawn: controls, joiners, variation selectors, byte order marks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

const loaded = new Map<string, Promise<Result<Fonts, FontRefusal>>>();

/**
 * The shipped fonts, and those of the office's folder before them. Read once per folder.
 *
 * @param folder holds .ttf, .otf or .ttc files; undefined for the shipped fonts alone
 */
export function loadFonts(folder: string | undefined): Promise<Result<Fonts, FontRefusal>> {
  const key = folder ?? '';
  let found = loaded.get(key);
  if (!found) {
    found = readFonts(folder);
    loaded.set(key, found);
    // A folder that was wrong may be put right while the server runs.
    found.then(
      (result) => result.ok || loaded.delete(key),
      () => loaded.delete(key),
    );
  }
  return found;
}

async function readFonts(folder: string | undefined): Promise<Result<Fonts, FontRefusal>> {
  const shipped = SHIPPED.map(([family, weight]) =>
    fromRoot('node_modules', '@expo-google-fonts', family, weight),
  );
  const absent = shipped.find((dir) => !existsSync(dir));
  if (absent !== undefined)
    return refuse(
      'pdf.font_missing',
      `排版缺少字体：找不到 ${absent}。请在程序目录运行 npm ci 重新安装，再试一次。`,
    );
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return refuse(
      'pdf.font_missing',
      `排版缺少字体：GONGBAO_FONTS 指定的文件夹不存在，或不是文件夹：${folder}。请核对路径，或取消这项设置改用自带字体。`,
    );
  const own = folder === undefined ? [] : await facesIn(folder).catch(unreadable);
  if (own === 'unreadable')
    return refuse(
      'pdf.font_missing',
      `排版缺少字体：程序没有权限读取字体文件夹：${folder}。请核对文件夹和其中文件的权限，再试一次。`,
    );
  if (folder !== undefined && own.length === 0)
    return refuse(
      'pdf.font_missing',
      `排版缺少字体：文件夹里没有可用的字体文件（.ttf、.otf、.ttc）：${folder}。请放入字体文件，或取消 GONGBAO_FONTS。`,
    );
  const base = (await Promise.all(shipped.map((dir) => facesIn(dir)))).flat();
  const names = new Set(own.flatMap((face) => face.families));
  const families = Object.fromEntries(
    ROLES.map((role) => {
      const { names: known, standIn } = KNOWN[role];
      const chosen = known.filter((name) => names.has(name));
      return [role, [...new Set([...chosen, standIn, SERIF, SANS, ...names])]];
    }),
  ) as Record<FontRole, string[]>;
  const drawn = coverage([...own, ...base].flatMap((face) => face.ranges));
  return ok({
    folders: folder === undefined ? shipped : [folder, ...shipped],
    families,
    substituted: ROLES.filter(
      (role) => role !== 'heiti' && role !== 'songti' && !KNOWN[role].names.some((n) => names.has(n)),
    ),
    missingIn: (text) =>
      [...new Set(text)].filter((c) => !INVISIBLE.test(c) && !drawn(c.codePointAt(0) as number)),
  });
}

function unreadable(error: NodeJS.ErrnoException): 'unreadable' {
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'unreadable';
  throw error;
}

async function facesIn(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((e) => e.isFile() && /\.(ttf|otf|ttc)$/i.test(e.name));
  const read = files.map(async (e) => readFaces(await readFile(join(e.parentPath, e.name))));
  return (await Promise.all(read)).flat();
}

/** One bit for each code point. */
function coverage(ranges: readonly (readonly [number, number])[]): (code: number) => boolean {
  const bits = new Uint8Array(0x110000 >> 3);
  for (const [first, last] of ranges)
    for (let c = first; c <= Math.min(last, 0x10ffff); c++)
      bits[c >> 3] = (bits[c >> 3] as number) | (1 << (c & 7));
  return (code) => ((bits[code >> 3] as number) & (1 << (code & 7))) !== 0;
}
