/** Writes schemas/artifact.schema.json from the zod schema of the parse artifact. Run after changing artifact.ts. */
import { writeFileSync } from 'node:fs';
import { schemaText } from '../src/engines/law/parse/schema.ts';

writeFileSync(new URL('../schemas/artifact.schema.json', import.meta.url), schemaText());
