/**
 * Where webhooks may be sent: nobody may make this server talk to what stands beside it (SSRF). An address is checked
 * when it is given, and again when it is resolved, just before the connection is made to the very address that passed.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { ok, type Result, refuse } from '#base/result.ts';

export type Reach = {
  /** Private networks that may be reached all the same, as CIDR. */
  readonly networks: readonly string[];
  /** Whether loopback may be reached by its own name, over plain http: for trying out. */
  readonly loopback: boolean;
};

const URL_MAX = 500;
const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a connection may be made to an IP address. Only what is public unicast, or was named. Pure. */
export function mayReach(address: string, reach: Reach, loopbackName = false): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  const range = ip.range();
  if (range === 'unicast') return true;
  if (range === 'loopback' && reach.loopback && loopbackName) return true;
  return reach.networks.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === ip.kind() && ip.match(network, bits);
  });
}

/** @returns the address in one form; or why nothing is sent there */
export function checkAddress(text: string, reach: Reach): Result<URL, 'webhooks.address'> {
  const wrong = (why: string) => refuse('webhooks.address', `${why}请填写对方系统的 https 地址。`);
  if (text.length > URL_MAX || !URL.canParse(text)) return wrong('地址写法不对。');
  const url = new URL(text);
  const plain = url.protocol === 'http:' && reach.loopback && LOOPBACK_NAMES.includes(url.hostname);
  if (url.protocol !== 'https:' && !plain) return wrong('推送只走 https。');
  if (url.username !== '' || url.password !== '') return wrong('地址里不能有账号和口令。');
  if (url.hash !== '') return wrong('地址里不能有 #。');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !mayReach(literal, reach, isLoopbackName(url)))
    return wrong('这个地址在内网或保留网段，不能推送；确需推送请系统管理员配置 GONGBAO_WEBHOOK_NETWORKS。');
  return ok(url);
}

export const isLoopbackName = (url: URL): boolean => LOOPBACK_NAMES.includes(url.hostname);

export class ForbiddenAddress extends Error {}

type Resolve = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves a name for a connection, and refuses it when any of its addresses may not be reached: a name that means two
 * things is not trusted to mean the good one. What is answered is what is connected to.
 */
export const checkedLookup =
  (reach: Reach, loopbackName: boolean, resolve: Resolve = lookup): LookupFunction =>
  (host, options, done) =>
    resolve(host, { all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const forbidden = addresses.find((a) => !mayReach(a.address, reach, loopbackName));
      const [first] = addresses;
      if (forbidden || !first) {
        const says = `${host} 解析到内网或保留网段${forbidden ? `（${forbidden.address}）` : ''}，没有连接`;
        return done(new ForbiddenAddress(says) as NodeJS.ErrnoException, '', 0);
      }
      if (options.all) return done(null, addresses);
      return done(null, first.address, first.family);
    });
