import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { asyncApiOf, contracts, openApiOf } from '@fangpiao/contracts';

/** What is wrong with the generated OpenAPI and AsyncAPI documents; empty when all are valid. */
export async function problemsOfDocuments(): Promise<string[]> {
  const problems: string[] = [];
  for (const contract of contracts) {
    const openApi = JSON.parse(JSON.stringify(openApiOf(contract, { version: '1' }))) as Record<
      string,
      unknown
    >;
    const { valid, errors } = await new Validator().validate(openApi);
    if (!valid) problems.push(`${contract.service} OpenAPI: ${JSON.stringify(errors)}`);
    const asyncApi = JSON.stringify(asyncApiOf(contract, { version: '1' }));
    const { diagnostics } = await new Parser().parse(asyncApi);
    for (const { severity, message, path } of diagnostics) {
      if (severity === 0) {
        problems.push(`${contract.service} AsyncAPI: ${path.join('.')} ${message}`);
      }
    }
  }
  return problems;
}
