import { readdirSync } from 'node:fs'
import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

// The folders of the API that have routes, read from the disk so that a new feature is held to the rule from its first day.
const source = new URL('./api/src/', import.meta.url)
const features = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, source)).some((file) => /^routes.*\.ts$/.test(file)))
  .map((entry) => entry.name)
  .join('|')
const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
}
const onlyHere = (name, message) => ({ name, message })

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated.ts', 'db/migrations/**', '.data/**', '**/*.d.ts'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended-error'].map((c) => ({ ...c, files: c.files ?? ['**/*.vue'] })),
  {
    files: ['**/*.{ts,mts,vue}'],
    plugins: { 'import-x': importX },
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, sourceType: 'module', extraFileExtensions: ['.vue'] } },
    rules: {
      ...sizes,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'import-x/no-cycle': ['error', { maxDepth: 6, ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'no-undef': 'off',
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
    settings: { 'import-x/extensions': ['.ts', '.vue'], 'import-x/ignore': ['node_modules'], 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.vue', '.js'] })] },
  },
  { files: ['**/*.vue', '**/*.config.ts', '**/global-setup.ts', 'web/e2e/product.ts', '**/vite*.ts', '**/vitest*.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['**/*.vue'],
    rules: { 'vue/max-attributes-per-line': 'off', 'vue/singleline-html-element-content-newline': 'off', 'vue/multiline-html-element-content-newline': 'off', 'vue/html-self-closing': 'off', 'vue/html-indent': 'off', 'vue/html-closing-bracket-newline': 'off', 'vue/first-attribute-linebreak': 'off', 'vue/multi-word-component-names': 'off', 'vue/require-default-prop': 'off', 'vue/attributes-order': 'off', 'vue/no-v-html': 'error', 'vue/component-name-in-template-casing': 'error' },
  },
  // A composable is a small module written as one function: its inner functions keep the ordinary limit of readers.
  { files: ['web/src/**/use*.ts'], rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] } },
  { files: ['**/routes.ts', '**/routes.*.ts', '**/*.test.ts', '**/e2e/**', '**/test/**', '**/bench/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    // Both run in the browser as they run here: formulas, and the reading of free text.
    files: ['api/src/methods/**/*.ts', 'api/src/free-text/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.{1,2}/)', message: 'Methods and the reading of free text import only themselves.' }] }],
      'no-restricted-globals': ['error', 'Date', 'performance', 'crypto', 'process', 'fetch'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Take a seed.' }],
    },
  },
  {
    files: ['api/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'api/src/methods/**', 'api/src/features.ts', 'api/src/app.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^\\.\\./(${features})/routes`, message: 'A feature imports another’s queries, schemas or commands, never its routes.' }] }] },
  },
  {
    files: ['web/src/**/*.{ts,vue}'],
    ignores: ['web/src/map/useCytoscape.ts', '**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyHere('cytoscape', 'Only web/src/map/useCytoscape.ts draws.')] }] },
  },
  {
    files: ['web/src/ui/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^\\.\\./(?!ui/)', message: 'The kit knows no feature.' }] }] },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked, rules: { ...sizes } },
)
