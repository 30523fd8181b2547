import { Button } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';

/** A resident registers with a name, a mobile phone number and a password. */
export function RegisterPage({
  view,
  back,
  name,
  phone,
  errors = [],
}: {
  view: View;
  back: string;
  name?: string | undefined;
  phone?: string | undefined;
  errors?: FieldError[];
}) {
  return (
    <Page view={view} title="注册" noindex search={false}>
      <div className="stack">
        <h1>注册</h1>
        <p>注册后可以在网上申请、看进度、取证照。不会上网的，带身份证件到任一政务服务窗口一样办。</p>
        <ErrorSummary errors={errors} />
        <form method="post" action="/register">
          <input type="hidden" name="back" value={back} />
          <Field
            name="name"
            label="姓名"
            hint="与身份证件上的一致"
            value={name}
            autoComplete="name"
            width="medium"
            maxLength={50}
            error={errorOf(errors, 'name')}
          />
          <Field
            name="phone"
            label="手机号"
            hint="用来登录；加密保存，页面上只显示后两位"
            type="tel"
            inputMode="tel"
            value={phone}
            autoComplete="tel"
            width="medium"
            error={errorOf(errors, 'phone')}
          />
          <Field
            name="password"
            label="口令"
            hint="至少8个字符"
            type="password"
            autoComplete="new-password"
            width="medium"
            error={errorOf(errors, 'password')}
          />
          <Button>注册并登录</Button>
        </form>
        <p>
          已经注册过？<a href={`/login?back=${encodeURIComponent(back)}`}>直接登录</a>
        </p>
      </div>
    </Page>
  );
}
