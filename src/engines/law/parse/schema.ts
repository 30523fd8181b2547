/** The JSON Schema of the parse artifact, generated from its zod schema. */
import { z } from 'zod';
import { Artifact } from './artifact.ts';

/** JSON Schema (2020-12) of what `gongbao parse` prints, as the text of schemas/artifact.schema.json. */
export function schemaText(): string {
  const schema = z.toJSONSchema(Artifact, { target: 'draft-2020-12', io: 'output' });
  return `${JSON.stringify({ title: 'gongbao-artifact/1', ...schema }, null, 2)}\n`;
}
