/* Typed parameters: arrays that a program builds, reads and frees. */
#include "check.h"

int main(void)
{
    virTypedParameterPtr params = NULL;
    int n = 0, max = 0, i = 77, truth = 77;
    unsigned u = 77;
    long long l = 77;
    unsigned long long ul = 77;
    double d = 77;
    const char *s = NULL;
    char name[VIR_TYPED_PARAM_FIELD_LENGTH + 1];

    virSetErrorFunc(NULL, quiet);
    CHECK(virInitialize() == 0);
    CHECK(virTypedParamsAddInt(&params, &n, &max, "i", -5) == 0 && n == 1 && max >= 1);
    CHECK(virTypedParamsAddUInt(&params, &n, &max, "u", 0xffffffffu) == 0);
    CHECK(virTypedParamsAddLLong(&params, &n, &max, "l", -(1LL << 40)) == 0);
    CHECK(virTypedParamsAddULLong(&params, &n, &max, "ul", 1ULL << 63) == 0);
    CHECK(virTypedParamsAddDouble(&params, &n, &max, "d", 2.5) == 0);
    CHECK(virTypedParamsAddBoolean(&params, &n, &max, "b", 7) == 0);
    CHECK(virTypedParamsAddString(&params, &n, &max, "s", "text") == 0);
    CHECK(virTypedParamsAddString(&params, &n, &max, "none", NULL) == 0);
    const char *list[] = { "one", "two", NULL };
    CHECK(virTypedParamsAddStringList(&params, &n, &max, "list", list) == 0 && n == 10);
    CHECK(virTypedParamsAddStringList(&params, &n, &max, "list", NULL) == 0 && n == 10);

    CHECK(virTypedParamsGetInt(params, n, "i", &i) == 1 && i == -5);
    CHECK(virTypedParamsGetUInt(params, n, "u", &u) == 1 && u == 0xffffffffu);
    CHECK(virTypedParamsGetLLong(params, n, "l", &l) == 1 && l == -(1LL << 40));
    CHECK(virTypedParamsGetULLong(params, n, "ul", &ul) == 1 && ul == 1ULL << 63);
    CHECK(virTypedParamsGetDouble(params, n, "d", &d) == 1 && d == 2.5);
    CHECK(virTypedParamsGetBoolean(params, n, "b", &truth) == 1 && truth == 1);
    CHECK(virTypedParamsGetString(params, n, "s", &s) == 1 && !strcmp(s, "text"));
    CHECK(virTypedParamsGetString(params, n, "none", &s) == 1 && !strcmp(s, ""));
    virTypedParameterPtr found = virTypedParamsGet(params, n, "list");
    CHECK(found && found == &params[8] && !strcmp(found->value.s, "one") && !strcmp(found[1].value.s, "two"));

    i = 77;
    CHECK(virTypedParamsGetInt(params, n, "missing", &i) == 0 && i == 77);
    CHECK(virTypedParamsGetInt(params, n, "i", NULL) == 1);
    CHECK(virTypedParamsGetInt(params, n, NULL, &i) == 0);
    CHECK(virTypedParamsGetInt(NULL, 0, "i", &i) == 0);
    CHECK(virTypedParamsGetInt(params, n, "u", &i) == -1 && i == 77);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_NONE);
    CHECK(virTypedParamsGet(params, n, "missing") == NULL);

    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = 0;
    CHECK(virTypedParamsAddInt(&params, &n, &max, name, 1) == -1 && n == 10);
    CHECK_ERROR(VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE);
    name[sizeof(name) - 2] = 0;
    CHECK(virTypedParamsAddInt(&params, &n, &max, name, 1) == 0 && n == 11);
    CHECK(virTypedParamsGetInt(params, n, name, &i) == 1 && i == 1);

    struct { int type; const char *value; int good; } texts[] = {
        { VIR_TYPED_PARAM_INT, "12", 1 },      { VIR_TYPED_PARAM_INT, " 5", 1 },      { VIR_TYPED_PARAM_INT, "12x", 0 },
        { VIR_TYPED_PARAM_INT, "99999999999", 0 }, { VIR_TYPED_PARAM_UINT, "-1", 1 }, { VIR_TYPED_PARAM_UINT, "0x1f", 0 },
        { VIR_TYPED_PARAM_LLONG, "-7", 1 },    { VIR_TYPED_PARAM_ULLONG, "7", 1 },    { VIR_TYPED_PARAM_DOUBLE, "1.5", 1 },
        { VIR_TYPED_PARAM_DOUBLE, "1.5x", 0 }, { VIR_TYPED_PARAM_BOOLEAN, "1", 1 },   { VIR_TYPED_PARAM_BOOLEAN, "TRUE", 1 },
        { VIR_TYPED_PARAM_BOOLEAN, "yes", 0 }, { VIR_TYPED_PARAM_STRING, "any", 1 },
        { VIR_TYPED_PARAM_INT, "+5", 1 },      { VIR_TYPED_PARAM_INT, "010", 1 },     { VIR_TYPED_PARAM_INT, "5 ", 0 },
        { VIR_TYPED_PARAM_INT, "", 0 },        { VIR_TYPED_PARAM_INT, "--1", 0 },     { VIR_TYPED_PARAM_INT, "2147483648", 0 },
        { VIR_TYPED_PARAM_UINT, "--1", 0 },    { VIR_TYPED_PARAM_UINT, "4294967295", 1 }, { VIR_TYPED_PARAM_UINT, "4294967296", 0 },
        { VIR_TYPED_PARAM_LLONG, "9223372036854775808", 0 }, { VIR_TYPED_PARAM_ULLONG, "9223372036854775808", 1 },
        { VIR_TYPED_PARAM_ULLONG, "--1", 0 },  { VIR_TYPED_PARAM_ULLONG, "18446744073709551616", 0 },
        { VIR_TYPED_PARAM_DOUBLE, "0x1p3", 1 }, { VIR_TYPED_PARAM_DOUBLE, "1e400", 0 }, { VIR_TYPED_PARAM_DOUBLE, "1e-400", 0 },
        { VIR_TYPED_PARAM_DOUBLE, "inf", 1 },  { VIR_TYPED_PARAM_DOUBLE, "nan", 1 },  { VIR_TYPED_PARAM_DOUBLE, "1,5", 0 },
        { VIR_TYPED_PARAM_DOUBLE, ".5", 1 },   { VIR_TYPED_PARAM_DOUBLE, "5.", 1 },   { VIR_TYPED_PARAM_DOUBLE, "", 0 },
        { VIR_TYPED_PARAM_BOOLEAN, "2", 0 },   { VIR_TYPED_PARAM_STRING, "", 1 },
    };
    for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++) {
        int before = n;
        int r = virTypedParamsAddFromString(&params, &n, &max, "t", texts[k].type, texts[k].value);
        CHECK(texts[k].good ? r == 0 && n == before + 1
                            : r == -1 && n == before && virGetLastErrorCode() == VIR_ERR_INVALID_ARG);
    }
    CHECK(virTypedParamsAddFromString(&params, &n, &max, "t", 9, "1") == -1);
    CHECK_ERROR(VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE);

    virTypedParamsFree(params, n);
    virTypedParamsFree(NULL, 0);
    virTypedParamsClear(NULL, 3);
    return report();
}
