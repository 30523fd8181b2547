import { type ThemeConfig, theme as themes } from 'antd';
import { useEffect, useState } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** Ant Design in the site's own colours, type size and font, which `tokens.css` states; light or dark as the reader has it. */
export function useTheme(): ThemeConfig {
  const [dark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    algorithm: dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
    token: {
      colorPrimary: colour('action'),
      colorInfo: colour('action'),
      colorLink: colour('link'),
      colorError: colour('alert'),
      colorWarning: colour('warn'),
      colorSuccess: colour('ok'),
      colorErrorBg: colour('alert-bg'),
      colorWarningBg: colour('warn-bg'),
      colorSuccessBg: colour('ok-bg'),
      colorInfoBg: colour('info-bg'),
      colorErrorBorder: colour('alert'),
      colorWarningBorder: colour('warn'),
      colorSuccessBorder: colour('ok'),
      colorTextBase: colour('ink'),
      colorTextPlaceholder: colour('ink-soft'),
      colorBgBase: colour('surface'),
      colorBorder: colour('line-strong'),
      colorTextLightSolid: colour('on-action'),
      fontFamily: colour('sans'),
      fontSize: Math.round((15 * Number.parseFloat(style.fontSize)) / 16),
      borderRadius: 3,
      controlHeight: 36,
      motion: false,
    },
    components: { Button: { primaryShadow: 'none', defaultShadow: 'none' } },
  };
}
