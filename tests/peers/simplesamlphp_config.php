<?php
// A SAML identity provider for the tests: Debian's SimpleSAMLphp, everything it keeps in a folder of its own.
$folder = getenv('KSM_TEST_FOLDER');
$config = [
    'baseurlpath' => getenv('KSM_TEST_ADDRESS') . '/',
    'certdir' => "$folder/",
    'loggingdir' => "$folder/",
    'datadir' => "$folder/",
    'tempdir' => "$folder/",
    'metadatadir' => "$folder/",
    'secretsalt' => 'only-for-tests-0123456789',
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'technicalcontact_email' => 'niemand@beispiel.example',
    'timezone' => 'UTC',
    'logging.handler' => 'errorlog',
    'logging.level' => 4,
    'errorreporting' => false,
    'showerrors' => true,
    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
    'store.type' => 'phpsession',
    'session.cookie.secure' => false,
    'session.cookie.samesite' => null,
    'session.phpsession.savepath' => $folder,
    'metadata.sources' => [['type' => 'flatfile']],
    'language.default' => 'de',
    'language.available' => ['de', 'en'],
];
