/** Imports point one way; see CONTRIBUTING.md. @type {import('dependency-cruiser').IConfiguration} */
const notTests = '[.]test[.]ts$';
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-imports-a-test', severity: 'error', from: {}, to: { path: notTests } },
    {
      name: 'labs-use-the-harness-through-its-index',
      severity: 'error',
      from: { path: '^labs/', pathNot: `${notTests}|^labs/index[.]ts$` },
      to: { path: '^(harness|src|reports|containers)/', pathNot: '^harness/index[.]ts$' },
    },
    {
      name: 'programs-stand-alone',
      comment: 'A reference program is what a student would hand in: it uses nothing of ours.',
      severity: 'error',
      from: { path: '^labs/[^/]+/program/', pathNot: notTests },
      to: { path: '^(harness|src|reports|containers)/' },
    },
    {
      name: 'harness-knows-no-lab-and-no-report',
      severity: 'error',
      from: { path: '^harness/', pathNot: notTests },
      to: { path: '^(src|labs|reports)/' },
    },
    {
      name: 'containers-use-wire-and-protocols-only',
      severity: 'error',
      from: { path: '^containers/', pathNot: notTests },
      to: { path: '^(src|labs|reports|harness/(?!wire|protocols))' },
    },
    {
      name: 'reports-know-only-their-schema',
      severity: 'error',
      from: { path: '^reports/', pathNot: notTests },
      to: { path: '^(src|labs|harness|containers)/' },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      from: { path: '^(src|harness|labs|containers|reports)/', pathNot: notTests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'labs/[^/]+/starter' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
