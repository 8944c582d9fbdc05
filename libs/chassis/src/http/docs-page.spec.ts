import { contracts } from '@fangpiao/contracts';
import { docsPage } from './docs-page.ts';

test.each(contracts)(
  'the page of $service shows every route, right, refusal and event',
  (contract) => {
    const page = docsPage(contract);
    for (const route of contract.routes) {
      expect(page).toContain(`id="${route.name}"`);
      for (const code of route.refusals) expect(page).toContain(`<code>${code}</code>`);
    }
    for (const event of contract.events) expect(page).toContain(`<code>${event.type}</code>`);
  },
);

test('the page needs nothing from outside and runs no script', () => {
  const [contract] = contracts;
  const page = docsPage({ ...contract!, zh: '<script>alert(1)</script>' });
  expect(page).not.toMatch(/<script|src=|https?:\/\//);
});
