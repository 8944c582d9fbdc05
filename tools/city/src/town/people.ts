import { addDays, calendarDate, nationalIdFrom } from '@fangpiao/values';
import type { MemberPlan } from './plan.ts';
import type { Random } from './random.ts';
import type { Kinship } from './words.ts';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
];
const givenNames = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国春梅志远文博雨欣子涵晨曦',
];

/** Invents families. Every number is valid in form, and in a county that does not exist. */
export function createFamilies(random: Random, region: string): () => MemberPlan[] {
  const taken = new Set<string>();

  function nationalId(age: { from: number; to: number }): string {
    for (;;) {
      const born = addDays(calendarDate('2024-01-01'), -random.whole(age.from * 365, age.to * 365));
      const id = nationalIdFrom({ region, birthDate: born, sequence: random.whole(1, 999) });
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  }

  function name(surname: string): string {
    const given = random.pick(givenNames);
    return surname + given + (random.next() < 0.7 ? random.pick(givenNames) : '');
  }

  return () => {
    const surname = random.pick(surnames);
    const member = (kinship: Kinship, of: string, from: number, to: number): MemberPlan => ({
      name: name(of),
      nationalId: nationalId({ from, to }),
      kinship,
    });
    const members = [member('self', surname, 30, 75)];
    if (random.next() < 0.7) {
      const kinship = random.next() < 0.3 ? 'co-owner' : 'spouse';
      members.push(member(kinship, random.pick(surnames), 28, 75));
    }
    if (random.next() < 0.5) members.push(member('child', surname, 19, 40));
    if (random.next() < 0.15) members.push(member('parent', surname, 60, 90));
    return members;
  };
}
