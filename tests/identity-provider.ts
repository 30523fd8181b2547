/**
 * A real OpenID Connect provider on loopback, for stories of signing in. Its people are made up; whoever is at the
 * browser says who they are by `as`, in the place of a password.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';
import { sha256 } from '#base/digest.ts';

/** A made-up person: no such name, number or enterprise exists. */
export type MadeUpPerson = {
  readonly sub: string;
  readonly name?: string;
  readonly id_number?: string;
  readonly legal_representative_of?: readonly string[];
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone_number?: string;
  readonly phone_number_verified?: boolean;
};

export const CLIENT = { id: 'gongbao-test', secret: 'a-made-up-client-secret' };

export class IdentityProvider {
  readonly people = new Map<string, MadeUpPerson>();
  /** Who is at the browser. */
  as = '';
  codeSeconds = 60;
  issuer = '';
  #server: Server | undefined;
  #port = 0;

  /** Reserves the address; nothing answers before `up`. */
  static async at(publicUrl: string): Promise<IdentityProvider> {
    const made = new IdentityProvider(publicUrl);
    await made.up();
    return made;
  }
  private readonly publicUrl: string;
  private constructor(publicUrl: string) {
    this.publicUrl = publicUrl;
  }

  get env(): Record<string, string> {
    return {
      GONGBAO_OIDC_ISSUER: this.issuer,
      GONGBAO_OIDC_CLIENT_ID: CLIENT.id,
      GONGBAO_OIDC_CLIENT_SECRET: CLIENT.secret,
      GONGBAO_OIDC_NAME: '虚构身份认证',
    };
  }

  async up(): Promise<void> {
    const server = createServer();
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.issuer = `http://127.0.0.1:${this.#port}`;
    const provider = new Provider(this.issuer, this.#configuration());
    const answer = provider.callback();
    server.on('request', async (request, reply) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, reply);
      await provider.interactionFinished(request, reply, { login: { accountId: this.as } });
    });
    this.#server = server;
  }

  async down(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(undefined));
    this.#server = undefined;
  }

  #configuration(): Configuration {
    const callback = `${this.publicUrl}/login/callback/oidc-${sha256(this.issuer).slice(0, 12)}`;
    return {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [callback],
          post_logout_redirect_uris: [`${this.publicUrl}/`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      claims: {
        openid: ['sub'],
        profile: ['name', 'id_number', 'legal_representative_of', 'email', 'email_verified'],
      },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['made-up-cookie-key'] },
      ttl: { AuthorizationCode: () => this.codeSeconds, Interaction: 600, Session: 600, Grant: 600 },
      findAccount: (_context, id) => {
        const person = this.people.get(id);
        return person && { accountId: person.sub, claims: () => ({ ...person }) };
      },
      // Consent is given beforehand: the page of this provider is not what is tried.
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({
          clientId: context.oidc.client?.clientId ?? '',
          accountId: context.oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    };
  }
}

/** Follows a browser through the provider: from the address that the site sent it to, back to the site's callback. */
export class ProviderBrowser {
  readonly #jar = new Map<string, string>();

  /** @returns the address of the site that the provider sends back to, with its query */
  async through(url: string, publicUrl: string): Promise<string> {
    let at = url;
    for (let hops = 0; hops < 12; hops++) {
      const answer = await fetch(at, {
        redirect: 'manual',
        headers: { cookie: [...this.#jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        this.#jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`${at}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
      at = new URL(location, at).href;
      if (at.startsWith(publicUrl)) return at.slice(publicUrl.length);
    }
    throw new Error('the provider never sent back');
  }
}
