/** A paper of a case with what its reader may see, and the code by which the public recognises it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type CaseFile, readEvents, readMaterials } from '#engines/procedure/index.ts';
import { maskNumber } from '#platform/sealing/index.ts';
import { licencesInCase, type PaperFacts } from '#systems/licences/index.ts';
import type { Answers, Services } from './file-application.ts';
import { offerOfCase } from './offer.ts';
import { paperOf } from './papers.ts';
import { formPlace, readForm } from './queries.ts';

const CODE_LENGTH = 10;

const codeOf = (index: string): string =>
  createHash('sha256').update(index).digest('hex').slice(0, CODE_LENGTH).toUpperCase();

const subjectOf = (number: string): string => `paper:${number}`;

/** Whether a code is that of the paper; codes of secrets that were replaced hold on. */
export function isPaperCode({ sealing }: Services, number: string, given: string): boolean {
  const typed = Buffer.from(given.trim().toUpperCase());
  return sealing.blindIndexes(subjectOf(number)).some((index) => {
    const right = Buffer.from(codeOf(index));
    return right.length === typed.length && timingSafeEqual(right, typed);
  });
}

/** The paper of an event of a case; undefined: it makes none. The caller has checked that the reader may see it. */
export async function readPaper(
  services: Services,
  file: CaseFile,
  seq: number,
): Promise<PaperFacts | undefined> {
  const { division, id, number } = file;
  const now = (services.now ?? Temporal.Now.instant)();
  const [{ item, procedure }, events, form, materials, licences] = await Promise.all([
    offerOfCase(services.db, file),
    readEvents(services.db, division, id),
    readForm(services.db, division, id),
    readMaterials(services.db, division, id),
    licencesInCase(services.db, division, number, now),
  ]);
  const answers = form
    ? (JSON.parse(services.sealing.open(form.sealed, formPlace(id, form.seq))) as Answers)
    : {};
  const { name = '申请人', number: identity = '' } = answers.applicant ?? {};
  const paper = paperOf(
    {
      number,
      item,
      procedure,
      events,
      calendar: services.calendar,
      applicant: { name: String(name), maskedNumber: maskNumber(String(identity)) },
      materials: [
        ...materials.map((m) => ({ seq: m.seq, material: m.material, name: m.name })),
        // A licence that stands for a material comes with the application itself.
        ...licences.flatMap((l) =>
          l.material === null
            ? []
            : [{ seq: 1, material: l.material, name: `${l.typeName}（电子证照，已核验）` }],
        ),
      ],
    },
    seq,
  );
  return paper && { ...paper, code: codeOf(services.sealing.blindIndex(subjectOf(paper.number))) };
}
