import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { fromRoot } from './paths.ts';
import { ok, type Result, refuse } from './result.ts';

/** Values that ship for trying out; production refuses them. */
const DEMO_SECRET = 'gongbao-demo-secret-not-for-production';

const bool = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true');

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Address people use, for links in feeds and the sitemap. */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder of the embedded database when DATABASE_URL is not set; `memory:` keeps it in memory. */
  GONGBAO_DATA: z.string().default('.gongbao'),
  GONGBAO_SECRET: z.string().min(32).default(DEMO_SECRET),
  /** Secrets that were used before, oldest first, parted by spaces: what they sealed is still read. */
  GONGBAO_OLD_SECRETS: z
    .string()
    .default('')
    .transform((v) => v.split(/\s+/).filter((s) => s !== ''))
    .pipe(z.array(z.string().min(32)).max(200)),
  /** Largest file an editor may import, in bytes. */
  GONGBAO_IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 * 1024),
  GONGBAO_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** Load the facts of Xixia and the demo accounts at start. Refused in production. */
  GONGBAO_DEMO: bool.optional(),
  /** Name of the gazette and of the body whose site this is. */
  GONGBAO_SITE_NAME: z.string().min(1).default('银川市西夏区人民政府公报'),
  GONGBAO_SITE_ORGAN: z.string().min(1).default('银川市西夏区人民政府办公室'),
  /** Folder with the office's own fonts for typesetting: 仿宋_GB2312, 方正小标宋 and the like. */
  GONGBAO_FONTS: z.string().min(1).optional(),
  /** Requests a minute from one address, and sign-in attempts among them. */
  GONGBAO_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
  GONGBAO_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).default(10),
  /** Costly commands (filing, uploads, codes) a minute from one account. */
  GONGBAO_COMMANDS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  /** An OpenID Connect provider, in the place of the national identity platform; all three, or none: it is off. */
  GONGBAO_OIDC_ISSUER: z.url().optional(),
  GONGBAO_OIDC_CLIENT_ID: z.string().min(1).optional(),
  GONGBAO_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** Its name on pages. */
  GONGBAO_OIDC_NAME: z.string().min(1).default('统一身份认证'),
  GONGBAO_OIDC_SCOPES: z.string().min(1).default('openid profile'),
  /** Claims that hold the identity number, and the credit codes of enterprises that the person represents (assumed). */
  GONGBAO_OIDC_CLAIM_NUMBER: z.string().min(1).default('id_number'),
  GONGBAO_OIDC_CLAIM_ENTERPRISES: z.string().min(1).default('legal_representative_of'),
  /** Whether a balancer in front tells the reader's address in X-Forwarded-For. */
  GONGBAO_TRUST_PROXY: bool.default(false),
  /** Private networks (CIDR, parted by spaces) to which webhooks may be sent all the same. */
  GONGBAO_WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((v) => v.split(/\s+/).filter((s) => s !== ''))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))),
  /** How often a webhook is tried before it is given up, and the wait before the second try; each later one doubles. */
  GONGBAO_WEBHOOK_TRIES: z.coerce.number().int().min(1).max(30).default(12),
  GONGBAO_WEBHOOK_RETRY_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  readonly env: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  /** A PostgreSQL server, or the embedded database's folder (null: in memory). */
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string; readonly poolMax: number }
    | { readonly kind: 'embedded'; readonly folder: string | null };
  readonly secret: string;
  /** Every secret that the site has had, oldest first; the last one is `secret`. For sealing at rest. */
  readonly secrets: readonly string[];
  readonly importMaxBytes: number;
  readonly demo: boolean;
  readonly siteName: string;
  readonly siteOrgan: string;
  readonly fontFolder: string | undefined;
  readonly rateLimitPerMinute: number;
  readonly signInPerMinute: number;
  readonly commandsPerMinute: number;
  /** Absent: people sign in by phone and password only. */
  readonly identityProvider?: IdentityProvider;
  readonly trustProxy: boolean;
  readonly webhooks: {
    /** Private networks to which they may be sent all the same, as CIDR. */
    readonly networks: readonly string[];
    readonly tries: number;
    readonly retrySeconds: number;
  };
  readonly logLevel: string;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly scopes: string;
  readonly claims: { readonly number: string; readonly enterprises: string };
}

/**
 * Reads the configuration from the environment.
 *
 * Expected failures come back as `config.invalid` with one line per variable that is wrong and how to mend it;
 * production without a database server, with the demo secret or with demo data is refused.
 */
export function parseConfig(env: NodeJS.ProcessEnv): Result<Config, 'config.invalid'> {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    return refuse('config.invalid', `环境变量有误，请改正后再启动：\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const problems: string[] = [];
  if (production && !e.DATABASE_URL)
    problems.push('  DATABASE_URL: 生产环境必须指明 PostgreSQL 服务器（15 或更新）');
  if (production && e.GONGBAO_SECRET === DEMO_SECRET)
    problems.push('  GONGBAO_SECRET: 生产环境必须自设密钥（不少于 32 个字符）');
  if (production && e.GONGBAO_DEMO) problems.push('  GONGBAO_DEMO: 生产环境不得装入演示账号');
  const oidc = [e.GONGBAO_OIDC_ISSUER, e.GONGBAO_OIDC_CLIENT_ID, e.GONGBAO_OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean))
    problems.push('  GONGBAO_OIDC_ISSUER、_CLIENT_ID、_CLIENT_SECRET: 三项须一起填写，或都不填');
  if (production && e.GONGBAO_OIDC_ISSUER?.startsWith('http:'))
    problems.push('  GONGBAO_OIDC_ISSUER: 生产环境须是 https 地址');
  if (problems.length > 0)
    return refuse('config.invalid', `环境变量有误，请改正后再启动：\n${problems.join('\n')}`);
  return ok({
    env: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    database: e.DATABASE_URL
      ? { kind: 'postgres', url: e.DATABASE_URL, poolMax: e.GONGBAO_DATABASE_POOL }
      : { kind: 'embedded', folder: embeddedFolder(e.GONGBAO_DATA) },
    secret: e.GONGBAO_SECRET,
    secrets: [...e.GONGBAO_OLD_SECRETS, e.GONGBAO_SECRET],
    importMaxBytes: e.GONGBAO_IMPORT_MAX_BYTES,
    demo: e.GONGBAO_DEMO ?? !production,
    siteName: e.GONGBAO_SITE_NAME,
    siteOrgan: e.GONGBAO_SITE_ORGAN,
    fontFolder: e.GONGBAO_FONTS,
    rateLimitPerMinute: e.GONGBAO_REQUESTS_PER_MINUTE,
    signInPerMinute: e.GONGBAO_SIGN_INS_PER_MINUTE,
    commandsPerMinute: e.GONGBAO_COMMANDS_PER_MINUTE,
    ...(e.GONGBAO_OIDC_ISSUER &&
      e.GONGBAO_OIDC_CLIENT_ID &&
      e.GONGBAO_OIDC_CLIENT_SECRET && {
        identityProvider: {
          issuer: e.GONGBAO_OIDC_ISSUER,
          clientId: e.GONGBAO_OIDC_CLIENT_ID,
          clientSecret: e.GONGBAO_OIDC_CLIENT_SECRET,
          name: e.GONGBAO_OIDC_NAME,
          scopes: e.GONGBAO_OIDC_SCOPES,
          claims: { number: e.GONGBAO_OIDC_CLAIM_NUMBER, enterprises: e.GONGBAO_OIDC_CLAIM_ENTERPRISES },
        },
      }),
    trustProxy: e.GONGBAO_TRUST_PROXY,
    webhooks: {
      networks: e.GONGBAO_WEBHOOK_NETWORKS,
      tries: e.GONGBAO_WEBHOOK_TRIES,
      retrySeconds: e.GONGBAO_WEBHOOK_RETRY_SECONDS,
    },
    logLevel: e.LOG_LEVEL,
  });
}

function embeddedFolder(value: string): string | null {
  if (value === 'memory:') return null;
  return isAbsolute(value) ? value : fromRoot(value);
}
