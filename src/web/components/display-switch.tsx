import { displayHref } from './display.ts';
import type { Display } from './view.ts';

/** Two links that change type size and contrast, and return here. They work without script. */
export function DisplaySwitch({ display, back }: { display: Display; back: string }) {
  const { largeType, highContrast } = display;
  return (
    <ul className="display-switch" aria-label="显示方式">
      <li>
        <a href={displayHref({ ...display, largeType: !largeType }, back)} rel="nofollow">
          {largeType ? '标准字号' : '大字版'}
        </a>
      </li>
      <li>
        <a href={displayHref({ ...display, highContrast: !highContrast }, back)} rel="nofollow">
          {highContrast ? '标准对比度' : '高对比度'}
        </a>
      </li>
    </ul>
  );
}
