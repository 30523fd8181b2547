/** schema.org/ELI metadata of a document. */
import type { Status } from '#engines/law/status.ts';
import type { Site } from '#web/components/view.ts';
import type { DocumentReading } from '../read-document.ts';

const FORCE: Partial<Record<Status, string>> = {
  in_force: 'InForce',
  amended: 'InForce',
  partly_repealed: 'PartiallyInForce',
  suspended: 'NotInForce',
  not_yet: 'NotInForce',
  lapsed: 'NotInForce',
  repealed: 'NotInForce',
};

/** A schema.org `Legislation`: its identity, who passed it, and whether it is in force on the day shown. */
export function legislation(site: Site, reading: DocumentReading): object {
  const { document, parent, status } = reading;
  const address = (id: string) => `${site.origin}/documents/${id}`;
  const force = FORCE[status.status];
  const repealedBy = status.evidence.find((e) => e.kind === 'repeal' || e.kind === 'replace');
  const by = reading.effects.find((e) => e.id === repealedBy?.id)?.place?.documentId;
  return {
    '@context': 'https://schema.org',
    '@type': 'Legislation',
    '@id': address(document.id),
    url: address(document.id),
    name: document.title,
    inLanguage: 'zh-CN',
    ...(document.number ? { legislationIdentifier: document.number } : {}),
    ...(document.section ? { legislationType: document.section } : {}),
    ...(document.dated ? { legislationDate: document.dated } : {}),
    ...(document.signedBy.length > 0
      ? {
          legislationPassedBy: document.signedBy.map((name) => ({ '@type': 'GovernmentOrganization', name })),
        }
      : {}),
    ...(force ? { legislationLegalForce: `https://schema.org/${force}` } : {}),
    ...(by ? { legislationRepealedBy: address(by) } : {}),
    ...(parent
      ? { isPartOf: { '@type': 'Legislation', '@id': address(parent.id), name: parent.title } }
      : {}),
    ...(reading.text ? { encoding: encodings(address(document.id)) } : {}),
  };
}

const encodings = (address: string) =>
  [
    ['md', 'text/markdown'],
    ['json', 'application/json'],
    ['xml', 'application/akn+xml'],
  ].map(([extension, encodingFormat]) => ({
    '@type': 'LegislationObject',
    encodingFormat,
    contentUrl: `${address}.${extension}`,
  }));
