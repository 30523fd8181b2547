import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaint, importsOf, layerOf } from './check-boundaries.ts';

test('a file belongs to the layer of its room; routes and pages of a system are its face', () => {
  assert.equal(layerOf('src/base/result.ts'), 'base');
  assert.equal(layerOf('src/systems/gazette/import-issue.ts'), 'systems');
  assert.equal(layerOf('src/systems/gazette/routes.tsx'), 'face');
  assert.equal(layerOf('src/systems/gazette/pages/issue.tsx'), 'face');
  assert.equal(layerOf('src/main.ts'), 'main');
});

test('imports upward, and into another system past its index, are named', () => {
  assert.ok(complaint('src/base/a.ts', 'src/platform/store/store.ts'));
  assert.ok(complaint('src/engines/law/a.ts', 'src/systems/gazette/b.ts'));
  assert.ok(complaint('src/systems/gazette/a.ts', 'src/web/server.ts'));
  assert.ok(complaint('src/web/server.ts', 'src/systems/gazette/routes.tsx'));
  assert.ok(complaint('src/systems/gazette/a.ts', 'src/systems/documents/b.ts'));
  assert.equal(complaint('src/systems/gazette/a.ts', 'src/systems/documents/index.ts'), undefined);
  assert.equal(complaint('src/systems/gazette/routes.tsx', 'src/web/http/context.ts'), undefined);
  assert.equal(complaint('src/web/server.ts', 'src/platform/store/store.ts'), undefined);
});

test('static, dynamic and side-effect imports are all seen', () => {
  const text =
    "import a from './a.ts';\nimport '#base/b.ts';\nconst c = await import('../c.ts');\nexport * from 'zod';";
  assert.deepEqual(importsOf('src/web/x.ts', text), ['src/web/a.ts', 'src/base/b.ts', 'src/c.ts']);
});
