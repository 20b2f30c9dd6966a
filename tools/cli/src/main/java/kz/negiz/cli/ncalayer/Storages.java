package kz.negiz.cli.ncalayer;

import kz.negiz.eds.KeyStorage;

/** The protocol's names of key storages. */
final class Storages {

    private Storages() {}

    static String name(KeyStorage storage) {
        return switch (storage) {
            case KAZTOKEN -> "AKKaztokenStore";
            case ID_CARD -> "AKKZIDCardStore";
            case ETOKEN_JAVA -> "AKEToken72KStore";
            case ETOKEN_5110 -> "AKEToken5110Store";
            case JACARTA -> "AKJaCartaStore";
            case AKEY -> "AKAKEYStore";
            case JKS -> "JKS";
            case PKCS12, SIM, CLOUD, UNKNOWN -> "PKCS12";
        };
    }
}
