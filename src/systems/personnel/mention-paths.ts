/** Addresses by what a notice prints; they lead on to whoever and whatever is meant today. */
import { derivedId } from './act.ts';
import { mentionId } from './identity.ts';
import { organisationId } from './organisations.ts';

/** The person whom the name in this notice means. */
export const mentionPath = (documentId: string, name: string): string =>
  `/personnel/people/${mentionId(documentId, name)}`;

export const postId = (organisation: string, title: string): string => derivedId('post', organisation, title);

/** The post under the organisation's printed name. */
export const printedPostPath = (organisation: string, title: string): string =>
  `/personnel/posts/${postId(organisationId(organisation), title)}`;
