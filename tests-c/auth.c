/* The answers of virConnectAuthPtrDefault: which questions it knows, what it prints, what it reads. */
#include "check.h"
#include <fcntl.h>

static char printed[300];

/* Two questions of a kind, with `input` to read; what was printed goes into `printed`. */
static int ask(int type, const char *challenge, const char *otherwise, const char *input, virConnectCredential *cred)
{
    char in[] = "/tmp/oxivirt-auth-XXXXXX", out[] = "/tmp/oxivirt-auth-XXXXXX";
    int from = mkstemp(in), to = mkstemp(out), before = dup(1), answer;
    ssize_t n;

    memset(cred, 0, 2 * sizeof(*cred));
    for (int i = 0; i < 2; i++) {
        cred[i].type = type;
        cred[i].prompt = i ? "Second" : "First";
        cred[i].challenge = challenge;
        cred[i].defresult = otherwise;
    }
    if (write(from, input, strlen(input)) < 0 || !freopen(in, "r", stdin))
        return -77;
    fflush(stdout);
    dup2(to, 1);
    answer = virConnectAuthPtrDefault->cb(cred, 2, virConnectAuthPtrDefault->cbdata);
    fflush(stdout);
    dup2(before, 1);
    n = pread(to, printed, sizeof(printed) - 1, 0);
    printed[n < 0 ? 0 : n] = 0;
    close(from);
    close(to);
    close(before);
    unlink(in);
    unlink(out);
    return answer;
}

static int got(virConnectCredential *cred, const char *text)
{
    int same = cred->result && !strcmp(cred->result, text) && cred->resultlen == strlen(text);
    free(cred->result);
    cred->result = NULL;
    return same;
}

int main(void)
{
    const int known[] = {VIR_CRED_AUTHNAME, VIR_CRED_ECHOPROMPT, VIR_CRED_REALM,
                         VIR_CRED_PASSPHRASE, VIR_CRED_NOECHOPROMPT, VIR_CRED_EXTERNAL};
    const int asked[] = {VIR_CRED_USERNAME, VIR_CRED_AUTHNAME, VIR_CRED_ECHOPROMPT,
                         VIR_CRED_REALM, VIR_CRED_PASSPHRASE, VIR_CRED_NOECHOPROMPT};
    const int unknown[] = {VIR_CRED_LANGUAGE, VIR_CRED_CNONCE, 0, 77, -1};
    virConnectCredential cred[2];

    CHECK(virConnectAuthPtrDefault->ncredtype == 6 && !virConnectAuthPtrDefault->cbdata);
    for (int i = 0; i < 6; i++)
        CHECK(virConnectAuthPtrDefault->credtype[i] == known[i]);

    for (int i = 0; i < 6; i++) {
        CHECK(ask(asked[i], "", NULL, "one\ntwo  words \nthree\n", cred) == 0);
        CHECK(got(cred, "one") && got(cred + 1, "two  words "));
        CHECK(!strcmp(printed, "First: Second: "));
        /* The rest is left for the program. */
        CHECK(fgetc(stdin) == 't');
        CHECK(ask(asked[i], "", "otherwise", "\nlast", cred) == 0);
        CHECK(got(cred, "otherwise") && got(cred + 1, "last"));
        CHECK(ask(asked[i], "", NULL, "", cred) == 0);
        CHECK(got(cred, "") && got(cred + 1, ""));
    }
    for (int i = 0; i < 5; i++) {
        CHECK(ask(unknown[i], "", "otherwise", "one\ntwo\n", cred) == -1);
        CHECK(!cred[0].result && !printed[0]);
    }
    CHECK(ask(VIR_CRED_EXTERNAL, "PolicyKit", NULL, "", cred) == 0 && !cred[0].result);
    CHECK(ask(VIR_CRED_EXTERNAL, "other", NULL, "", cred) == -1 && !cred[0].result);
    return report();
}
